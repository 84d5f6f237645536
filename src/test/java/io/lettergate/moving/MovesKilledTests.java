package io.lettergate.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Mailbox;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** Nodes that are killed while they carry mail, and those that go on after them. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class MovesKilledTests {

    static final int MESSAGES = 60;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String robin = dovecot.freshUser();
    private final String other = dovecot.freshUser();
    private final Accounts accounts;
    private final Mailboxes mailboxes;
    private final Messages messages;

    @TempDir
    private Path data;

    MovesKilledTests(Accounts accounts, Mailboxes mailboxes, Messages messages) {
        this.accounts = accounts;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @Test
    void aCopyLosesAndDoublesNothing() throws Exception {
        dovecot.fill(robin, MESSAGES);
        var to = accounts.signIn(other, new Password(DovecotServer.PASSWORD));

        killed("copy", to, "INBOX", 5);
        killed("go-on", to, "INBOX", 25);
        var end = lastLine("go-on");

        assertThat(end).startsWith("over DONE");
        assertThat(subjects(to, "INBOX")).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    @Test
    void aSwitchLosesAndDoublesNothing() throws Exception {
        dovecot.fill(other, MESSAGES);
        var to = accounts.signIn(other, new Password(DovecotServer.PASSWORD));

        killed("switch", to, "Work", 5);
        killed("go-on", to, "Work", 25);
        var end = lastLine("go-on");

        assertThat(end).startsWith("over DONE [IMAP, IMAP]");
        assertThat(subjects(to, "INBOX")).hasSize(MESSAGES).doesNotHaveDuplicates();
        assertThat(subjects(to, "Work")).hasSize(MESSAGES).doesNotHaveDuplicates();
    }

    /** Kills it when so many messages have arrived. */
    private void killed(String what, Account to, String mailbox, int messages) throws IOException {
        var process = begun(what);
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.lines().anyMatch("here"::equals)).isTrue();
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> count(to, mailbox) >= messages || !process.isAlive());
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private String lastLine(String what) throws IOException {
        var process = begun(what);
        try (BufferedReader said = process.inputReader()) {
            return said.lines()
                    .filter(line -> line.startsWith("over "))
                    .findFirst()
                    .orElse("It ended before.");
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private Process begun(String what) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                MovingNode.class.getName(),
                what,
                robin,
                other,
                DovecotServer.PASSWORD,
                "" + dovecot.imapPort(),
                "" + dovecot.pop3Port()));
        settings().forEach((setting) -> command.add("--" + setting));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private Stream<String> settings() {
        return Stream.of(
                "server.port=0",
                "lettergate.data=" + data,
                "lettergate.operations.lease=3s",
                "lettergate.domains[0].name=vale.example",
                "lettergate.domains[0].imap.host=127.0.0.1",
                "lettergate.domains[0].imap.port=" + dovecot.imapPort(),
                "lettergate.domains[0].imap.encryption=NONE",
                "lettergate.domains[0].pop3.host=127.0.0.1",
                "lettergate.domains[0].pop3.port=" + dovecot.pop3Port(),
                "lettergate.domains[0].pop3.encryption=NONE");
    }

    private long count(Account account, String name) {
        return named(account, name)
                .map(mailbox -> mailboxes.status(account, mailbox.name()).messages())
                .orElse(0L);
    }

    private Optional<Mailbox> named(Account account, String name) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.name().value().equals(name))
                .findFirst();
    }

    private List<String> subjects(Account account, String name) {
        return messages
                .list(account, named(account, name).orElseThrow(), MessageQuery.newest(MessageQuery.MOST))
                .messages()
                .stream()
                .map(row -> row.envelope().subject())
                .toList();
    }
}
