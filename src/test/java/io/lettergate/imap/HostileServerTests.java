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
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailSession;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers may send without end, and what it costs us: the memory that a request takes is measured. */
class HostileServerTests {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=30s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("R47 N5 a literal of 2 GB costs nothing, and others are served meanwhile")
    void aHugeLiteralCostsNothing() throws IOException {
        assertBounded((client, tag) -> client.raw("* LIST () \"/\" {2147483600}\r\n"), 8);
    }

    @Test
    @DisplayName("R47 N5 a line without end costs a few of its largest size")
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
    @DisplayName("R47 N5 ten million answers are not kept")
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
    @DisplayName("R47 N5 parentheses 50,000 deep are not followed")
    void deepParenthesesAreNotFollowed() throws IOException {
        assertBounded(
                (client, tag) -> {
                    client.say("* LIST " + "(".repeat(50_000));
                    client.say(tag + " OK");
                },
                16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* 2147483000 EXISTS",
                "* 4294967295 EXISTS",
                "* 99999999999999999999 EXISTS",
                "* VANISHED 1:4294967295",
                "* VANISHED (EARLIER) 1:4294967295",
                "* SEARCH 1:4294967295",
                "* ESEARCH (TAG \"x\") UID ALL 1:4294967295",
                "* 2147483000 FETCH (UID 4294967295)",
                "* 2147483000 EXPUNGE",
                "* 0 EXPUNGE",
                "* -1 EXISTS",
                "* OK [UIDVALIDITY 99999999999999999999] odd",
                "* OK [HIGHESTMODSEQ 99999999999999999999999] odd",
                "* OK [UIDNEXT 0] odd"
            })
    @DisplayName("R47 numbers beyond measure cost nothing, whether they are believed or not")
    void numbersBeyondMeasureCostNothing(String line) throws IOException {
        try (var hostile = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "LITERAL+", "CONDSTORE", "ENABLE", "ESEARCH");
            for (var command = client.hear(); command != null; command = client.hear()) {
                if (command.contains(" SELECT") || command.contains(" EXAMINE")) {
                    client.say("* 1 EXISTS");
                    client.say("* OK [UIDVALIDITY 1] here");
                }
                client.say(line);
                client.say(command.substring(0, command.indexOf(' ')) + " OK");
            }
        })) {
            assertCheap(account(hostile), session -> session.messages(MailboxName.INBOX, MessageQuery.newest(50)), 32);
        }
    }

    @Test
    @DisplayName("R47 a structure of 400,000 parts is not read to its end")
    void aStructureOfManyPartsIsNotRead() throws IOException {
        var parts = "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)".repeat(1000);
        try (var hostile = ScriptedServer.playing(client -> {
            client.welcome();
            for (var command = client.hear(); command != null; command = client.hear()) {
                if (command.contains(" SELECT") || command.contains(" EXAMINE")) {
                    client.say("* 1 EXISTS");
                    client.say("* OK [UIDVALIDITY 1] here");
                } else if (command.contains("BODYSTRUCTURE")) {
                    client.raw("* 1 FETCH (UID 7 FLAGS () RFC822.SIZE 5 BODYSTRUCTURE (");
                    for (int thousand = 0; thousand < 400; thousand++) {
                        client.raw(parts);
                    }
                    client.say(" \"MIXED\"))");
                }
                client.say(command.substring(0, command.indexOf(' ')) + " OK");
            }
        })) {
            assertCheap(account(hostile), session -> session.messages(MailboxName.INBOX, MessageQuery.newest(50)), 32);
        }
    }

    @Test
    @DisplayName("R50 a message that nobody asked for is never shown as the one that was")
    void anotherMessageIsNeverShownAsTheOneAskedFor() throws IOException {
        var wanted = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));
        try (var lying = ScriptedServer.playing(client -> {
            client.welcome();
            for (var command = client.hear(); command != null; command = client.hear()) {
                if (command.contains(" SELECT") || command.contains(" EXAMINE")) {
                    client.say("* 2 EXISTS");
                    client.say("* OK [UIDVALIDITY 1] here");
                } else if (command.contains("UID FETCH")) {
                    var header = "Subject: somebody else's\r\n\r\n";
                    client.say("* 2 FETCH (UID 8 FLAGS () INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5"
                            + " BODYSTRUCTURE (\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 5 1) BODY[HEADER] {"
                            + header.length() + "}\r\n" + header + " BODY[] {" + header.length() + "}\r\n" + header
                            + ")");
                }
                client.say(command.substring(0, command.indexOf(' ')) + " OK");
            }
        })) {
            var account = account(lying);

            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.message(wanted)))
                    .isInstanceOf(MailFailure.class);
            assertThatThrownBy(() -> fixture.connector().inSession(account, session -> session.summary(wanted)))
                    .isInstanceOf(MailFailure.class);
        }
    }

    /** Whatever comes of it, a failure that we can name or an answer, it takes no more than so much memory. */
    private void assertCheap(Account victim, Function<MailSession, ?> work, int mebibytes) {
        attempt(victim, work);
        var before = THREADS.getCurrentThreadAllocatedBytes();
        attempt(victim, work);

        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(mebibytes * 1024L * 1024);
    }

    private void attempt(Account victim, Function<MailSession, ?> work) {
        try {
            fixture.connector().inSession(victim, work::apply);
        } catch (MailFailure failure) {
            assertThat(failure.sentence()).isNotBlank();
        }
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
