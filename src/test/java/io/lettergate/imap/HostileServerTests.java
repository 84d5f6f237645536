package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.spi.MailSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What servers may send without end, and what it costs us: the memory that a request takes is measured. */
class HostileServerTests {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=30s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("N5 a literal of 2 GB costs nothing, and others are served meanwhile")
    void aHugeLiteralCostsNothing() throws IOException {
        assertBounded((client, tag) -> client.raw("* LIST () \"/\" {2147483600}\r\n"), 8);
    }

    @Test
    @DisplayName("N5 a line without end costs a few of its largest size")
    void anEndlessLineIsBounded() throws IOException {
        assertBounded(
                (client, tag) -> {
                    while (true) {
                        client.raw("x".repeat(100_000));
                    }
                },
                16);
    }

    @Test
    @DisplayName("N5 ten million answers are not kept")
    void tenMillionAnswersAreNotKept() throws IOException {
        var lines = "* LIST () \"/\" x\r\n".repeat(1000);

        assertBounded(
                (client, tag) -> {
                    for (int thousand = 0; thousand < 10_000; thousand++) {
                        client.raw(lines);
                    }
                },
                40);
    }

    @Test
    @DisplayName("N5 parentheses 50,000 deep are not followed")
    void deepParenthesesAreNotFollowed() throws IOException {
        assertBounded(
                (client, tag) -> {
                    client.say("* LIST " + "(".repeat(50_000));
                    client.say(tag + " OK");
                },
                16);
    }

    private void assertBounded(Hostility hostility, int mebibytes) throws IOException {
        try (var hostile = ScriptedServer.playing(client -> {
                    client.welcome();
                    hostility.against(client, client.tag());
                    client.hear();
                });
                var honest = ScriptedServer.playing(HostileServerTests::serve)) {
            var victim = account(hostile);
            var other = account(honest);
            fixture.connector().inSession(other, session -> session.status(MailboxName.INBOX));
            warmUp(victim);

            var before = THREADS.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> fixture.connector().inSession(victim, MailSession::mailboxes))
                    .isInstanceOf(MailFailure.ServerUnreadable.class);
            var taken = THREADS.getCurrentThreadAllocatedBytes() - before;

            assertThat(taken).isLessThan(mebibytes * 1024L * 1024);
            fixture.connector().inSession(other, session -> session.status(MailboxName.INBOX));
            assertThat(honest.connections()).isEqualTo(1);
        }
    }

    /** What a server does to a client that sent a command. */
    private interface Hostility {
        void against(Dialogue client, String tag) throws IOException;
    }

    /** The first time, classes are loaded, which is not what is measured. */
    private void warmUp(Account victim) {
        assertThatThrownBy(() -> fixture.connector().inSession(victim, MailSession::mailboxes))
                .isInstanceOf(MailFailure.class);
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }

    private static void serve(Dialogue client) throws IOException {
        client.welcome();
        for (var line = client.hear(); line != null; line = client.hear()) {
            client.say("* STATUS INBOX (MESSAGES 1 UNSEEN 0 UIDNEXT 8 UIDVALIDITY 1)");
            client.say(line.substring(0, line.indexOf(' ')) + " OK");
        }
    }
}
