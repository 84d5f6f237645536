package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.MailSession;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happens on the wire when servers refuse, fall silent, hang up or talk nonsense. */
class ImapConnectorTests {

    private static final MessageRef MESSAGE = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));

    private ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=2s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aWrongPasswordIsTriedOnce() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            for (var line = client.hear(); line != null; line = client.hear()) {
                var tag = line.substring(0, line.indexOf(' '));
                if (line.contains("CAPABILITY")) {
                    client.say("* CAPABILITY IMAP4rev1");
                    client.say(tag + " OK");
                } else {
                    client.say(tag + " NO [AUTHENTICATIONFAILED] no such luck");
                }
            }
        })) {
            assertThatThrownBy(() -> fixture.connector().check(account(server), new Password("wrong")))
                    .isInstanceOf(MailFailure.SignInRefused.class)
                    .hasMessageContaining("no such luck");
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("LOGIN"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("A6 a server that is busy is not a wrong password")
    void aServerThatIsBusyIsNotAWrongPassword() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.say("* CAPABILITY IMAP4rev1");
            client.say(client.tag() + " OK");
            client.say(client.tag() + " NO [UNAVAILABLE] come back later");
            client.hear();
        })) {
            assertThatThrownBy(() -> fixture.connector().check(account(server), new Password("right")))
                    .isInstanceOf(MailFailure.ServerUnreachable.class)
                    .hasMessageContaining("come back later");
        }
    }

    @Test
    void noPasswordIsSentWhereTheServerForbidsIt() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.say("* CAPABILITY IMAP4rev1 LOGINDISABLED");
            client.say(client.tag() + " OK");
            client.hear();
        })) {
            assertThatThrownBy(() -> fixture.connector().check(account(server), new Password("s3cret")))
                    .isInstanceOf(MailFailure.SignInUnsupported.class);
            assertThat(server.heard()).noneMatch(line -> line.contains("s3cret"));
        }
    }

    @Test
    void aPasswordBeyondAsciiArrivesWhole() throws IOException {
        try (var server = ScriptedServer.playing(client -> client.welcome())) {
            fixture.connector().check(account(server), new Password("pässwörd \"\\ 瘍"));

            assertThat(server.heard()).anyMatch(line -> line.endsWith(inLatin1("pässwörd \"\\ 瘍")));
        }
    }

    private static String inLatin1(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatIsReadIsReadAgainWhenTheConnectionHadDied() throws IOException {
        var connections = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            var first = connections.incrementAndGet() == 1;
            client.welcome();
            if (!first) {
                serveOneMessage(client);
            }
        })) {
            var account = account(server);
            fixture.connector().check(account, new Password("right"));

            var page = fixture.connector()
                    .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(10)));

            assertThat(page.messages()).hasSize(1);
            assertThat(connections).hasValue(2);
        }
    }

    @Test
    void whatWasMovedIsNotMovedAgainWhenTheConnectionDies() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "MOVE", "UIDPLUS");
            select(client);
            client.hear();
        })) {
            var account = account(server);
            fixture.connector().check(account, new Password("right"));

            assertThatThrownBy(() -> fixture.connector()
                            .inSession(account, session -> session.move(List.of(MESSAGE), new MailboxName("Archive"))))
                    .isInstanceOf(MailFailure.ServerUnreachable.class);
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID MOVE"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "N6 a server that falls silent in the middle is said to be slow, and the next request has its own answer")
    void aServerThatFallsSilentIsSaidToBeSlowAndTheNextRequestHasItsOwnAnswer() throws IOException {
        var connections = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            var first = connections.incrementAndGet() == 1;
            client.welcome();
            if (first) {
                client.hear();
                client.raw("* 1 EXI");
                client.hear();
            } else {
                serveOneMessage(client);
            }
        })) {
            var account = account(server);

            assertThatThrownBy(() -> list(account)).isInstanceOf(MailFailure.ServerSlow.class);
            assertThat(list(account)).hasSize(1);
        }
    }

    @Test
    @DisplayName("R47 N6 an answer that drips ends in time")
    void anAnswerThatDripsEndsInTime() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            client.hear();
            while (true) {
                client.raw("x");
                TimeUnit.MILLISECONDS.sleep(50);
            }
        })) {
            assertThatThrownBy(() -> list(account(server))).isInstanceOf(MailFailure.ServerSlow.class);
        }
    }

    @Test
    @DisplayName("R47 N5 a literal that nobody asked for is not read")
    void aLiteralNobodyAskedForIsNotRead() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            client.hear();
            client.say("* 1 FETCH (BODY[] {2147483600}");
            client.hear();
        })) {
            assertThatThrownBy(() -> list(account(server)))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("literal");
        }
    }

    @Test
    @DisplayName("R47 N5 a row nested beyond measure still has a place")
    void aRowThatCannotBeReadStillHasAPlace() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            select(client);
            var fetch = client.tag();
            client.say("* 1 FETCH (UID 7 FLAGS (\\Seen) RFC822.SIZE 5 BODYSTRUCTURE " + "(".repeat(50_000));
            client.say(fetch + " OK");
            answerAll(client);
        })) {
            assertThat(list(account(server))).singleElement().satisfies(row -> {
                assertThat(row.ref()).isEqualTo(MESSAGE);
                assertThat(row.readable()).isFalse();
            });
        }
    }

    @Test
    void aRowTheServerLeavesOutIsAskedForAlone() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            select(client);
            client.say(client.tag() + " OK nothing to tell");
            var again = client.tag();
            client.say("* 1 FETCH (UID 7 FLAGS () INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5)");
            client.say(again + " OK");
            answerAll(client);
        })) {
            assertThat(list(account(server)))
                    .singleElement()
                    .satisfies(row -> assertThat(row.ref()).isEqualTo(MESSAGE));
        }
    }

    @Test
    @DisplayName("C1 requests wait for one another, and no connection is one too many")
    void requestsWaitForOneAnotherAndNoConnectionIsOneTooMany() throws Exception {
        var inside = new CountDownLatch(2);
        var release = new CountDownLatch(1);
        fixture.close();
        fixture = ConnectorFixture.with("lettergate.imap.connections=2", "lettergate.imap.patience=300ms");
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            answerAll(client);
        })) {
            var account = account(server);
            for (int tab = 0; tab < 2; tab++) {
                Thread.ofVirtual()
                        .start(() -> fixture.connector().inSession(account, session -> hold(inside, release)));
            }
            assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();

            assertThatThrownBy(() -> fixture.connector().inSession(account, MailSession::mailboxes))
                    .isInstanceOf(MailFailure.AccountBusy.class);

            assertThat(server.connections()).isEqualTo(2);
            release.countDown();
        }
    }

    private static boolean hold(CountDownLatch inside, CountDownLatch release) {
        inside.countDown();
        try {
            return release.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void worksAgainWhenTheServerIsBack() throws IOException {
        Account account;
        int port;
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            serveOneMessage(client);
        })) {
            port = server.port();
            account = account(server);
            assertThat(list(account)).hasSize(1);
        }
        assertThatThrownBy(() -> list(account)).isInstanceOf(MailFailure.ServerUnreachable.class);

        try (var server = ScriptedServer.playing(port, client -> {
            client.welcome();
            serveOneMessage(client);
        })) {
            assertThat(list(account)).hasSize(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R40 flags are never commands")
    void flagsAreNeverCommands() throws IOException {
        assertThatThrownBy(() -> new Flag("x)\r\nZ9 DELETE Archive")).isInstanceOf(IllegalArgumentException.class);
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            select(client);
            var store = client.tag();
            client.say("* 1 FETCH (UID 7 FLAGS ($work))");
            client.say(store + " OK");
            answerAll(client);
        })) {
            fixture.connector().inSession(account(server), session -> {
                session.flag(List.of(MESSAGE), Set.of(new Flag("$work")), Set.of());
                return true;
            });

            assertThat(server.heard().getLast()).endsWith("UID STORE 7 +FLAGS ($work)");
        }
    }

    private List<io.lettergate.mail.MessageSummary> list(Account account) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(10)))
                .messages();
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }

    private static void select(Dialogue client) throws IOException {
        var tag = client.tag();
        client.say("* 1 EXISTS");
        client.say("* OK [UIDVALIDITY 1] here");
        client.say(tag + " OK [READ-WRITE] selected");
    }

    private static void serveOneMessage(Dialogue client) throws IOException {
        select(client);
        var fetch = client.tag();
        client.say("* 1 FETCH (UID 7 FLAGS () INTERNALDATE \"20-Nov-2026 08:30:00 +0000\" RFC822.SIZE 5"
                + " BODY[HEADER.FIELDS (SUBJECT)] {14}\r\nSubject: hi\r\n\r\n)");
        client.say(fetch + " OK");
    }

    private static void answerAll(Dialogue client) throws IOException {
        for (var line = client.hear(); line != null; line = client.hear()) {
            client.say(line.substring(0, line.indexOf(' ')) + " OK");
        }
    }
}
