package io.lettergate.archiving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Old mail, on a real server. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ArchivingTests {

    private static final ArchiveRule TWO_YEARS = new ArchiveRule(true, 24, false, false, false);

    private final Archiving archiving;
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final JdbcClient database;

    private Account account;

    ArchivingTests(
            Archiving archiving, Accounts accounts, Mailboxes mailboxes, Messages messages, JdbcClient database) {
        this.archiving = archiving;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.database = database;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "vale.example", DovecotServer.shared().imapPort(), "NONE");
    }

    @BeforeEach
    void arrive() {
        account = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
    }

    @Test
    void movesOldMailIntoAFolderForEachYear() {
        read(deliver("Boats", "2022-05-01T10:00:00Z"), deliver("Nets", "2022-07-01T10:00:00Z"));
        read(
                deliver("Ropes", "2023-05-01T10:00:00Z"),
                deliver("Today", Instant.now().toString()));
        archiving.keep(account, TWO_YEARS);

        var run = carriedOut();

        assertThat(run.state()).isEqualTo(ArchiveRun.State.DONE);
        assertThat(run.moved()).isEqualTo(3);
        assertThat(subjects("INBOX")).containsExactly("Today");
        assertThat(subjects("Archive/2022")).containsExactlyInAnyOrder("Boats", "Nets");
        assertThat(subjects("Archive/2023")).containsExactly("Ropes");
    }

    @Test
    void leavesWhatIsUnreadOrFlaggedUnlessTold() {
        deliver("Unread", "2022-05-01T10:00:00Z");
        var starred = deliver("Starred", "2022-05-02T10:00:00Z");
        messages.flag(account, List.of(starred.ref()), Set.of(Flag.SEEN, Flag.FLAGGED), Set.of());

        var careful = archiving.plan(account, TWO_YEARS);
        var thorough = archiving.plan(account, new ArchiveRule(true, 24, false, true, true));

        assertThat(careful.messages()).isZero();
        assertThat(thorough.messages()).isEqualTo(2);
    }

    @Test
    void aPlanMovesNothingAndMakesNothing() {
        read(deliver("Boats", "2022-05-01T10:00:00Z"));

        var plan = archiving.plan(account, TWO_YEARS);

        assertThat(plan.batches()).singleElement().satisfies(batch -> {
            assertThat(batch.destination()).isEqualTo(new MailboxName("Archive/2022"));
            assertThat(batch.isNew()).isTrue();
            assertThat(batch.messages()).hasSize(1);
        });
        assertThat(subjects("INBOX")).containsExactly("Boats");
        assertThat(mailboxes.all(account))
                .noneMatch(mailbox -> mailbox.name().value().equals("Archive/2022"));
    }

    @Test
    void aSecondRunFindsNothingLeftToDo() {
        read(deliver("Boats", "2022-05-01T10:00:00Z"));
        archiving.keep(account, TWO_YEARS);
        carriedOut();

        var again = carriedOut();

        assertThat(again.state()).isEqualTo(ArchiveRun.State.DONE);
        assertThat(again.moved()).isZero();
        assertThat(subjects("Archive/2022")).containsExactly("Boats");
    }

    @Test
    void runsByItselfOnceADayAndNotForRulesThatAreOff() {
        archiving.keep(account, TWO_YEARS);
        var idle = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
        archiving.keep(idle, new ArchiveRule(false, 24, false, false, false));

        archiving.startDue();
        var first = archiving.run(account).orElseThrow();
        await().until(() -> !archiving.run(account).orElseThrow().isRunning());
        archiving.startDue();

        assertThat(archiving.run(account).orElseThrow().startedAt()).isEqualTo(first.startedAt());
        assertThat(archiving.run(idle)).isEmpty();
    }

    @Test
    void ofTwoAtOnceOnlyOneRunsAndACrashedOneIsTakenOver() {
        var runs = new JdbcArchiveRuns(database, Clock.systemUTC());
        var later = new JdbcArchiveRuns(database, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(11)));

        assertThat(runs.claim(account.id())).isTrue();
        assertThat(runs.claim(account.id())).isFalse();
        assertThat(later.of(account.id()).orElseThrow().state()).isEqualTo(ArchiveRun.State.INTERRUPTED);
        assertThat(later.claim(account.id())).isTrue();
    }

    private ArchiveRun carriedOut() {
        archiving.start(account);
        return await().until(() -> archiving.run(account).orElseThrow(), run -> !run.isRunning());
    }

    private MessageSummary deliver(String subject, String received) {
        var message = "From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\n\r\nBoats at noon.\r\n";
        DovecotServer.shared()
                .append(
                        account.userName(),
                        "INBOX",
                        message.getBytes(StandardCharsets.US_ASCII),
                        Instant.parse(received));
        return rows("INBOX").getFirst();
    }

    private void read(MessageSummary... rows) {
        messages.flag(account, List.of(rows).stream().map(MessageSummary::ref).toList(), Set.of(Flag.SEEN), Set.of());
    }

    private List<String> subjects(String mailbox) {
        return rows(mailbox).stream().map(row -> row.envelope().subject()).toList();
    }

    private List<MessageSummary> rows(String name) {
        var mailbox = mailboxes.all(account).stream()
                .filter((Mailbox each) -> each.name().value().equals(name))
                .findFirst()
                .orElseThrow();
        return messages.list(account, mailbox, MessageQuery.newest(50)).messages();
    }
}
