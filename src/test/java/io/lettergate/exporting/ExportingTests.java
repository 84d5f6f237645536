package io.lettergate.exporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Mailbox;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.operations.Operation;
import io.lettergate.operations.Operations;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Exports of an account of a real server. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ExportingTests {

    private static final Instant MAY = Instant.parse("2022-05-01T10:00:00Z");

    private final Exporting exporting;
    private final Operations operations;
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;

    private Account robin;

    ExportingTests(
            Exporting exporting,
            Operations operations,
            Accounts accounts,
            Mailboxes mailboxes,
            MailboxChanges changes,
            Messages messages) {
        this.exporting = exporting;
        this.operations = operations;
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @BeforeEach
    void arrive() {
        robin = accounts.signIn(DovecotServer.shared().freshUser(), new Password(DovecotServer.PASSWORD));
        file(inbox(), "Boats");
        file(inbox(), "Nets");
    }

    @Test
    void anArchiveHoldsEachMessageAsItCame() throws IOException {
        file(changes.create(robin, null, "Work", null), "Knots");

        var entries = entries(exported(null, Format.ZIP));

        assertThat(entries).hasSize(3);
        assertThat(entries).anyMatch(entry -> entry.startsWith("INBOX/00000001 Boats.eml=" + letter("Boats")));
        assertThat(entries).anyMatch(entry -> entry.matches("(?s)Work/\\d{8} Knots.eml=.*"));
    }

    /** Names that only differ in what no file's name can hold, or in capitals. */
    @Test
    void mailboxesThatAreCalledAlikeBothGetTheirPlace() throws IOException {
        file(changes.create(robin, null, "a:b", null), "Knots");
        file(changes.create(robin, null, "A b", null), "Ropes");

        for (var format : Format.values()) {
            var done = exported(null, format);

            assertThat(done.state()).as(done.message()).isEqualTo(Operation.State.DONE);
            assertThat(done.details()).contains("\"exported\":4", "\"failed\":0");
            assertThat(String.join("\n", entries(done))).contains("Subject: Knots", "Subject: Ropes");
        }
    }

    @Test
    void oneMailboxIsOneMbox() throws IOException {
        var done = exported(inbox(), Format.MBOX);

        var file = exporting.file(done).orElseThrow();
        assertThat(file.name()).endsWith(".mbox");
        assertThat(Files.readString(file.file(), StandardCharsets.US_ASCII))
                .startsWith("From ada@example.org Sun May  1 10:00:00 2022\n")
                .contains("Subject: Boats", "Subject: Nets", "\n>From the sea");
    }

    @Test
    void writesTheSameToWhoeverWaits() throws IOException {
        var target = new ByteArrayOutputStream();

        exporting.write(robin, inbox(), target);

        var file = exporting.file(exported(inbox(), Format.MBOX)).orElseThrow().file();
        assertThat(target.toByteArray()).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void whatIsNoExportHasNoFile() {
        var operation = operations.start(robin.id(), robin.id(), "nobody's", "{}");

        assertThat(exporting.file(operation)).isEmpty();
    }

    private Operation exported(Mailbox mailbox, Format format) {
        var begun = exporting.start(robin.id(), robin, mailbox, format);
        return await().atMost(Duration.ofSeconds(60))
                .until(() -> operations.require(List.of(robin.id()), begun.id().toString()), Operation::isOver);
    }

    private List<String> entries(Operation operation) throws IOException {
        Path file = exporting.file(operation).orElseThrow().file();
        try (var zip = new ZipFile(file.toFile())) {
            List<String> entries = new java.util.ArrayList<>();
            for (var entry : java.util.Collections.list(zip.entries())) {
                try (var octets = zip.getInputStream(entry)) {
                    entries.add(entry.getName() + "=" + new String(octets.readAllBytes(), StandardCharsets.US_ASCII));
                }
            }
            return entries;
        }
    }

    private void file(Mailbox mailbox, String subject) {
        var octets = letter(subject).getBytes(StandardCharsets.US_ASCII);
        messages.file(robin, mailbox, new ByteArrayInputStream(octets), Set.of(), MAY);
    }

    private static String letter(String subject) {
        return "From: Ada <ada@example.org>\r\nSubject: " + subject + "\r\n\r\nFrom the sea.\r\n";
    }

    private Mailbox inbox() {
        return mailboxes.require(robin, "role:inbox");
    }
}
