package io.lettergate.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettergate.CuttingProxy;
import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import io.lettergate.operations.spi.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.util.StringUtils;

/** Copies between two accounts of a real server, the way to one of which breaks where a test wants it. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class CopyingTests {

    private static final Instant MAY = Instant.parse("2022-05-01T10:00:00Z");
    private static CuttingProxy proxy;

    private final Copying copying;
    private final AccountCopy copy;
    private final Operations operations;
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;

    private Account from;
    private Account to;

    CopyingTests(
            Copying copying,
            AccountCopy copy,
            Operations operations,
            Accounts accounts,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Messages messages) {
        this.copying = copying;
        this.copy = copy;
        this.operations = operations;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        proxy = CuttingProxy.before(DovecotServer.shared());
        Served.by(registry, 0, "vale.example", DovecotServer.shared().imapPort(), "NONE");
        Served.by(registry, 1, "hill.example", proxy.port(), "NONE");
    }

    @AfterAll
    static void close() throws IOException {
        proxy.close();
    }

    @BeforeEach
    void arrive() {
        from = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
        to = accounts.signIn(
                DovecotServer.shared().freshUser().replace("vale", "hill"), new Password(DovecotServer.PASSWORD));
    }

    @Test
    void takesAllMailboxesAlongWithKeywordsAndDates() {
        deliver(inbox(), "Boats", "boats", MAY, Flag.SEEN, new Flag("harbour"));
        deliver(withRole(from, MailboxRole.SENT), "Nets", "nets", MAY);
        var work = changes.create(from, null, "Work", null);
        deliver(changes.create(from, work, "Ropes", null), "Knots", "knots", MAY, Flag.FLAGGED);
        deliver(changes.create(from, withRole(from, MailboxRole.ARCHIVE), "2021", null), "Old", "old", MAY);

        var done = carriedOut();

        assertThat(done.state()).isEqualTo(Operation.State.DONE);
        assertThat(done.done()).isEqualTo(4);
        assertThat(done.total()).isEqualTo(4);
        var boats = rows(to, withRole(to, MailboxRole.INBOX)).getFirst();
        assertThat(boats.flags()).contains(Flag.SEEN, new Flag("harbour"));
        assertThat(boats.receivedAt()).isEqualTo(MAY);
        assertThat(subjects(to, withRole(to, MailboxRole.SENT))).containsExactly("Nets");
        assertThat(subjects(to, named(to, "Work/Ropes"))).containsExactly("Knots");
        assertThat(subjects(to, named(to, "Archive/2021"))).containsExactly("Old");
        assertThat(subjects(from, inbox())).containsExactly("Boats");
    }

    @Test
    void keepsTheOrderInWhichMailArrived() {
        for (int number = 1; number <= 5; number++) {
            deliver(inbox(), "No " + number, "n" + number, MAY.plusSeconds(number));
        }

        carriedOut();

        assertThat(subjects(to, withRole(to, MailboxRole.INBOX)))
                .containsExactly("No 5", "No 4", "No 3", "No 2", "No 1");
    }

    @Test
    void aRepetitionDoublesNothingAndTakesWhatIsNew() {
        deliver(inbox(), "Boats", "boats", MAY);
        deliver(inbox(), "Nameless", null, MAY);
        carriedOut();
        deliver(inbox(), "Later", "later", MAY);

        var again = carriedOut();

        assertThat(again.details()).contains("\"copied\":1", "\"there\":2", "\"failed\":0");
        assertThat(subjects(to, withRole(to, MailboxRole.INBOX)))
                .containsExactlyInAnyOrder("Boats", "Nameless", "Later");
    }

    @Test
    void whatIsThereFromElsewhereIsNotCopied() {
        deliver(inbox(), "Boats", "boats", MAY);
        deliver(inbox(), "Nameless", null, MAY);
        deliver(to, withRole(to, MailboxRole.INBOX), "Boats", "boats", MAY);
        deliver(to, withRole(to, MailboxRole.INBOX), "Nameless", null, MAY);

        var done = carriedOut();

        assertThat(done.details()).contains("\"copied\":0", "\"there\":2");
        assertThat(subjects(to, withRole(to, MailboxRole.INBOX))).containsExactlyInAnyOrder("Boats", "Nameless");
    }

    @Test
    void twoAlikeStayTwoAndOneThatOnlySharesItsMessageIdIsCopied() {
        deliver(inbox(), "Boats", "boats", MAY);
        deliver(inbox(), "Boats", "boats", MAY);
        deliver(to, withRole(to, MailboxRole.INBOX), "Boats, with a footer", "boats", MAY);

        carriedOut();

        assertThat(subjects(to, withRole(to, MailboxRole.INBOX)))
                .containsExactlyInAnyOrder("Boats", "Boats", "Boats, with a footer");
    }

    /** The server files it, and the connection breaks before it can say so. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anUncertainAppendDoublesNothing(boolean named) {
        for (int number = 1; number <= 3; number++) {
            deliver(inbox(), "No " + number, named ? "n" + number : null, MAY);
        }
        proxy.cutAfter("APPEND");

        var done = carriedOut();

        assertThat(done.state()).isEqualTo(Operation.State.DONE);
        assertThat(subjects(to, withRole(to, MailboxRole.INBOX))).containsExactlyInAnyOrder("No 1", "No 2", "No 3");
    }

    /** Stops at each step in turn, as a node that dies does, and begins again until it is done. */
    @Test
    void onesThatWereCutShortAtAnyStepDoubleNothing() {
        for (int number = 1; number <= 4; number++) {
            deliver(inbox(), "No " + number, number % 2 == 0 ? "n" + number : null, MAY);
        }

        for (int steps = 1; steps <= 6; steps++) {
            try {
                copy.run(new Route(from, to), Manner.COPY, new CopyTally(), Dying.after(steps));
            } catch (Progress.Ended died) {
                assertThat(died).hasMessage("dead");
            }
        }
        carriedOut();

        assertThat(subjects(to, withRole(to, MailboxRole.INBOX)))
                .containsExactlyInAnyOrder("No 1", "No 2", "No 3", "No 4");
    }

    @Test
    void aCopyThatWasCancelledStaysCancelled() {
        deliver(inbox(), "Boats", "boats", MAY);
        var operation = copying.start(from.id(), from, to);

        operations.cancel(operation);

        var over = await().until(
                        () -> operations.require(
                                List.of(from.id()), operation.id().toString()),
                        Operation::isOver);
        assertThat(over.state()).isIn(Operation.State.CANCELLED, Operation.State.DONE);
    }

    @Test
    void aPlanCopiesNothingAndMakesNothing() {
        deliver(inbox(), "Boats", "boats", MAY);
        changes.create(from, null, "Work", null);

        var plan = copying.plan(from, to);

        assertThat(plan.messages()).isEqualTo(1);
        assertThat(plan.octets()).isEqualTo(rows(from, inbox()).getFirst().size());
        assertThat(plan.lines())
                .anySatisfy(line -> assertThat(line).isEqualTo(new CopyPlan.Line("Work", "Work", true, 0, 0)));
        assertThat(mailboxes.all(to))
                .noneMatch(mailbox -> mailbox.name().value().equals("Work"));
    }

    @Test
    void anAccountIsNotCopiedToItself() {
        assertThatThrownBy(() -> copying.start(from.id(), from, from)).isInstanceOf(IllegalArgumentException.class);
    }

    private Operation carriedOut() {
        var begun = copying.start(from.id(), from, to);
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> operations.require(List.of(from.id()), begun.id().toString()), Operation::isOver);
    }

    private void deliver(Mailbox mailbox, String subject, String messageId, Instant received, Flag... flags) {
        deliver(from, mailbox, subject, messageId, received, flags);
    }

    private void deliver(
            Account account, Mailbox mailbox, String subject, String messageId, Instant received, Flag... flags) {
        var message = "From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\n"
                + (messageId == null ? "" : "Message-ID: <" + messageId + "@example.org>\r\n")
                + "\r\nAt noon.\r\n";
        messages.file(
                account,
                mailbox,
                new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)),
                Set.of(flags),
                received);
    }

    private Mailbox inbox() {
        return withRole(from, MailboxRole.INBOX);
    }

    private Mailbox withRole(Account account, MailboxRole role) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.is(role))
                .findFirst()
                .orElseGet(() -> changes.create(account, null, StringUtils.capitalize(role.word()), role));
    }

    private Mailbox named(Account account, String name) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> subjects(Account account, Mailbox mailbox) {
        return rows(account, mailbox).stream()
                .map(row -> row.envelope().subject())
                .toList();
    }

    private List<MessageSummary> rows(Account account, Mailbox mailbox) {
        return messages.list(account, mailbox, MessageQuery.newest(50)).messages();
    }
}
