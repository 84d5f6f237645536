package io.lettergate.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Protocol;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;
import org.springframework.util.StringUtils;

/** Copies between an account of a real server and one whose mail is kept here. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StoreCopyingTests {

    private static final Instant MAY = Instant.parse("2022-05-01T10:00:00Z");
    private static final Password PASSWORD = new Password(DovecotServer.PASSWORD);

    private final DovecotServer dovecot = DovecotServer.shared();
    private final Copying copying;
    private final AccountCopy copy;
    private final Operations operations;
    private final Accounts accounts;
    private final Linking linking;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;
    private final Path store;

    private Account far;
    private Account here;

    StoreCopyingTests(
            Copying copying,
            AccountCopy copy,
            Operations operations,
            Accounts accounts,
            Linking linking,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Messages messages,
            @Value("${lettergate.store.directory}") Path store) {
        this.copying = copying;
        this.copy = copy;
        this.operations = operations;
        this.accounts = accounts;
        this.linking = linking;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
        this.store = store;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
        registry.add("lettergate.domains[0].pop3.host", () -> "127.0.0.1");
        registry.add(
                "lettergate.domains[0].pop3.port", () -> DovecotServer.shared().pop3Port());
        registry.add("lettergate.domains[0].pop3.encryption", () -> "NONE");
    }

    @BeforeEach
    void link() {
        far = accounts.signIn(dovecot.freshUser(), PASSWORD);
        var user = dovecot.freshUser();
        dovecot.deliver(user, letter("Boats", "boats"));
        var pop3 = new Access(
                Protocol.POP3, new Endpoint("127.0.0.1", dovecot.pop3Port(), Endpoint.Encryption.NONE), user);
        here = linking.link(far, user, pop3, PASSWORD);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> subjects(here, MailboxRole.INBOX).contains("Boats"));
    }

    @Test
    void takesWhatIsHereToAServer() {
        var work = changes.create(here, null, "Work", null);
        file(here, changes.create(here, work, "Ropes", null), "Knots", "knots", Flag.FLAGGED, new Flag("harbour"));
        file(here, withRole(here, MailboxRole.SENT), "Nameless", null, Flag.SEEN);

        var done = copied(here, far);

        assertThat(done.details()).contains("\"copied\":3", "\"there\":0", "\"failed\":0");
        assertThat(subjects(far, MailboxRole.INBOX)).containsExactly("Boats");
        assertThat(subjects(far, MailboxRole.SENT)).containsExactly("Nameless");
        var knots = rows(far, named(far, "Work/Ropes")).getFirst();
        assertThat(knots.flags()).contains(Flag.FLAGGED, new Flag("harbour"));
        assertThat(knots.receivedAt()).isEqualTo(MAY);
        assertThat(subjects(here, MailboxRole.INBOX)).containsExactly("Boats");
    }

    @Test
    void takesWhatIsOnAServerHere() {
        file(far, withRole(far, MailboxRole.INBOX), "Nets", "nets", Flag.SEEN, new Flag("harbour"));
        file(far, changes.create(far, null, "Work", null), "Knots", "knots");

        var done = copied(far, here);

        assertThat(done.details()).contains("\"copied\":2", "\"there\":0", "\"failed\":0");
        assertThat(subjects(here, MailboxRole.INBOX)).containsExactlyInAnyOrder("Boats", "Nets");
        assertThat(rows(here, named(here, "Work"))).hasSize(1);
        var nets = rows(here, withRole(here, MailboxRole.INBOX)).stream()
                .filter(row -> row.envelope().subject().equals("Nets"))
                .findFirst()
                .orElseThrow();
        assertThat(nets.flags()).contains(Flag.SEEN, new Flag("harbour"));
        assertThat(nets.receivedAt()).isEqualTo(MAY);
    }

    @Test
    void aRepetitionDoublesNothingOnEitherSide() {
        file(far, withRole(far, MailboxRole.INBOX), "Nets", "nets");
        copied(far, here);
        copied(here, far);

        copied(far, here);
        copied(here, far);

        assertThat(subjects(here, MailboxRole.INBOX)).containsExactlyInAnyOrder("Boats", "Nets");
        assertThat(subjects(far, MailboxRole.INBOX)).containsExactlyInAnyOrder("Boats", "Nets");
    }

    @Test
    void onesThatWereCutShortAtAnyStepDoubleNothing() {
        for (int number = 1; number <= 4; number++) {
            file(far, withRole(far, MailboxRole.INBOX), "No " + number, number % 2 == 0 ? "n" + number : null);
        }

        for (int steps = 1; steps <= 12; steps++) {
            dying(far, here, steps);
            dying(here, far, steps);
        }
        copied(far, here);
        copied(here, far);

        var all = List.of("Boats", "No 1", "No 2", "No 3", "No 4");
        assertThat(subjects(here, MailboxRole.INBOX)).containsExactlyInAnyOrderElementsOf(all);
        assertThat(subjects(far, MailboxRole.INBOX)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void aDamagedOneDoesNotStopTheOthers() throws IOException {
        var sent = withRole(here, MailboxRole.SENT);
        file(here, sent, "Broken", "broken");
        file(here, sent, "Nets", "nets");
        Files.delete(fileOf("Broken"));

        var done = copied(here, far);

        assertThat(done.state()).isEqualTo(Operation.State.DONE);
        assertThat(done.details()).contains("\"copied\":2", "\"failed\":1", "\"subject\":\"Broken\"");
        assertThat(subjects(far, MailboxRole.SENT)).containsExactly("Nets");
    }

    private void dying(Account from, Account to, int steps) {
        try {
            copy.run(new Route(from, to), Manner.COPY, new CopyTally(), Dying.after(steps));
        } catch (Progress.Ended died) {
            assertThat(died).hasMessage("dead");
        }
    }

    private Operation copied(Account from, Account to) {
        var begun = copying.start(far.id(), from, to);
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> operations.require(List.of(far.id()), begun.id().toString()), Operation::isOver);
    }

    private void file(Account account, Mailbox mailbox, String subject, String messageId, Flag... flags) {
        messages.file(account, mailbox, new ByteArrayInputStream(letter(subject, messageId)), Set.of(flags), MAY);
    }

    private byte[] letter(String subject, String messageId) {
        return ("From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\n"
                        + (messageId == null ? "" : "Message-ID: <" + messageId + "@example.org>\r\n")
                        + "X-For: " + far.address() + "\r\n\r\nAt noon.\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private Path fileOf(String subject) throws IOException {
        try (var files = Files.walk(store)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .filter(file -> holds(file, "Subject: " + subject) && holds(file, far.address()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static boolean holds(Path file, String words) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(words);
        } catch (IOException gone) {
            return false;
        }
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

    private List<String> subjects(Account account, MailboxRole role) {
        return rows(account, withRole(account, role)).stream()
                .map(row -> row.envelope().subject())
                .toList();
    }

    private List<MessageSummary> rows(Account account, Mailbox mailbox) {
        return messages.list(account, mailbox, MessageQuery.newest(50)).messages();
    }
}
