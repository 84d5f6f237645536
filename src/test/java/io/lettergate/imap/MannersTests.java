package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.Errand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How often servers are asked, by how many at once, and what we do when they do not want to be. */
class MannersTests {

    private static final MailboxName ARCHIVE = new MailboxName("Archive");

    private ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=5s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    @DisplayName("A1 a wrong password is tried once, and not again until the person signs in")
    void aWrongPasswordIsTriedOnce() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " NO [AUTHENTICATIONFAILED] no such luck");
            client.hear();
        })) {
            var account = account(server);
            for (int request = 0; request < 3; request++) {
                assertThatThrownBy(() -> look(account))
                        .isInstanceOf(MailFailure.SignInRefused.class)
                        .hasMessageContaining("no such luck");
            }
            assertThat(server.heard()).hasSize(1);

            assertThatThrownBy(() -> fixture.connector().check(account, new Password("right")))
                    .isInstanceOf(MailFailure.SignInRefused.class);
            assertThat(server.heard()).hasSize(2);
        }
    }

    @Test
    @DisplayName("A1 another password is tried")
    void anotherPasswordIsTried() throws IOException {
        var connections = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            if (connections.incrementAndGet() == 1) {
                client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
                client.say(client.tag() + " NO [AUTHENTICATIONFAILED] no such luck");
            } else {
                serve(client);
            }
        })) {
            var account = account(server);
            assertThatThrownBy(() -> look(account)).isInstanceOf(MailFailure.SignInRefused.class);

            fixture.hold(account, new Password("better"));

            look(account);
        }
    }

    @Test
    @DisplayName("A6 a server that is not available is asked again later, with the same password")
    void aServerThatIsNotAvailableIsAskedAgainLater() throws IOException {
        var available = new AtomicBoolean();
        try (var server = ScriptedServer.playing(client -> {
            if (available.get()) {
                serve(client);
                return;
            }
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " NO [UNAVAILABLE] come back later");
        })) {
            var account = account(server);
            for (int request = 0; request < 5; request++) {
                assertThatThrownBy(() -> look(account)).isInstanceOf(MailFailure.ServerUnreachable.class);
            }
            assertThat(server.connections()).isEqualTo(2);

            available.set(true);
            fixture.time().pass(Duration.ofSeconds(3));

            look(account);
        }
    }

    @Test
    @DisplayName("R49 C1 four tabs and two places: all are served, by two connections")
    void fourTabsAreServedByTwoConnections() throws Exception {
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        try (var server = ScriptedServer.playing(MannersTests::serve)) {
            var account = account(server);
            var tabs = new ArrayList<Thread>();
            var start = new CountDownLatch(1);
            for (int tab = 0; tab < 4; tab++) {
                tabs.add(Thread.ofVirtual().start(() -> {
                    try {
                        start.await();
                        for (int click = 0; click < 10; click++) {
                            fixture.connector().inSession(account, session -> {
                                most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
                                session.status(MailboxName.INBOX);
                                return atOnce.decrementAndGet();
                            });
                        }
                    } catch (InterruptedException | RuntimeException failure) {
                        failures.add(failure);
                    }
                }));
            }

            start.countDown();
            for (var tab : tabs) {
                tab.join();
            }

            assertThat(failures).isEmpty();
            assertThat(most.get()).isLessThanOrEqualTo(2);
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("C2 a server that takes one connection only gets one, and nobody an error")
    void aServerThatTakesOneConnectionGetsOne() throws Exception {
        var open = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            if (open.incrementAndGet() > 1) {
                client.say("* BYE Too many simultaneous connections");
                open.decrementAndGet();
                return;
            }
            serve(client);
            open.decrementAndGet();
        })) {
            var account = account(server);
            var inside = new CountDownLatch(1);
            var refused = new CountDownLatch(1);
            var first = Thread.ofVirtual()
                    .start(() -> fixture.connector().inSession(account, session -> {
                        inside.countDown();
                        return await(refused);
                    }));
            assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
            var second = Thread.ofVirtual().start(() -> look(account));
            while (server.connections() < 2) {
                Thread.onSpinWait();
            }
            refused.countDown();
            first.join();
            second.join();

            for (int request = 0; request < 5; request++) {
                look(account);
            }

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("C2 where nobody else has a connection, the failure says so and when to come back")
    void whereNobodyElseHasAConnectionTheFailureSaysSo() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " NO [LIMIT] too many of you");
        })) {
            var account = account(server);

            assertThatThrownBy(() -> look(account))
                    .isInstanceOfSatisfying(MailFailure.TooManyConnections.class, many -> {
                        assertThat(many.sentence()).contains("too many of you");
                        assertThat(many.retryAfter()).isPositive();
                    });
        }
    }

    @Test
    @DisplayName("C3 after a restart everybody reads on, and the server is asked five times a second at most")
    void afterARestartEverybodyReadsOn() throws Exception {
        var accounts = new ArrayList<Account>();
        int port;
        try (var server = ScriptedServer.playing(MannersTests::serve)) {
            port = server.port();
            for (int user = 0; user < 20; user++) {
                accounts.add(account(server));
                look(accounts.getLast());
            }
        }
        var before = fixture.time().nanos();
        var failures = new ConcurrentLinkedQueue<Throwable>();

        try (var server = ScriptedServer.playing(port, MannersTests::serve)) {
            var users = accounts.stream()
                    .map(account -> Thread.ofVirtual().start(() -> {
                        try {
                            look(account);
                        } catch (RuntimeException failure) {
                            failures.add(failure);
                        }
                    }))
                    .toList();
            for (var user : users) {
                user.join();
            }

            assertThat(failures).isEmpty();
            assertThat(server.connections()).isEqualTo(20);
            assertThat(Duration.ofNanos(fixture.time().nanos() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    @DisplayName("R49 C4 a server that lets us in and drops us at once is asked ever less often")
    void aServerThatDropsUsAtOnceIsAskedEverLessOften() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello");
            client.say(client.tag() + " OK [CAPABILITY IMAP4rev1] welcome");
        })) {
            var account = account(server);

            var waits = new ArrayList<Duration>();
            for (int failure = 0; failure < 20; failure++) {
                waits.add(untilItIsAsked(account, server));
            }

            assertThat(waits.subList(0, 9)).isSorted();
            assertThat(waits.getFirst()).isZero();
            assertThat(waits.getLast()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(35));
        }
    }

    /** How long the connector leaves the server alone, looking each second. */
    private Duration untilItIsAsked(Account account, ScriptedServer server) {
        var before = server.connections();
        for (int seconds = 0; seconds < 120; seconds++) {
            assertThatThrownBy(() -> look(account))
                    .isInstanceOfSatisfying(
                            MailFailure.ServerUnreachable.class,
                            failure -> assertThat(failure.retryAfter()).isPositive());
            if (server.connections() > before) {
                return Duration.ofSeconds(seconds);
            }
            fixture.time().pass(Duration.ofSeconds(1));
        }
        throw new AssertionError("The server was never asked again");
    }

    @Test
    @DisplayName("N8 an interrupted request frees its place, and the next one gets its own answer")
    void anInterruptedRequestFreesItsPlace() throws Exception {
        fixture.close();
        fixture = ConnectorFixture.with("lettergate.imap.connections=1");
        var asked = new CountDownLatch(1);
        var connections = new AtomicInteger();
        try (var server = ScriptedServer.playing(client -> {
            if (connections.incrementAndGet() == 1) {
                client.welcome();
                client.hear();
                asked.countDown();
                client.hear();
            } else {
                serve(client);
            }
        })) {
            var account = account(server);
            var failure = new AtomicReference<Throwable>();
            var request = Thread.ofVirtual().start(() -> {
                try {
                    look(account);
                } catch (RuntimeException stopped) {
                    failure.set(stopped);
                }
            });
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

            request.interrupt();
            request.join();

            assertThat(failure.get()).isInstanceOf(MailFailure.ServerUnreachable.class);
            look(account);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatRestedLongIsAskedFirstWhetherItLives() throws IOException {
        try (var server = ScriptedServer.playing(MannersTests::serve)) {
            var account = account(server);
            look(account);
            fixture.time().pass(Duration.ofSeconds(59));
            look(account);
            assertThat(server.heard()).noneMatch(line -> line.contains("NOOP"));

            fixture.time().pass(Duration.ofSeconds(61));
            look(account);

            assertThat(server.heard()).filteredOn(line -> line.contains("NOOP")).hasSize(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void theConnectionThatStandsInTheMailboxIsLent() throws Exception {
        try (var server = ScriptedServer.playing(MannersTests::serve)) {
            var account = account(server);
            var both = new CountDownLatch(2);
            var inInbox = Thread.ofVirtual().start(() -> stand(account, MailboxName.INBOX, both));
            var inArchive = Thread.ofVirtual().start(() -> stand(account, ARCHIVE, both));
            inInbox.join();
            inArchive.join();

            for (int visit = 0; visit < 3; visit++) {
                flag(account, MailboxName.INBOX);
                flag(account, ARCHIVE);
            }

            assertThat(server.heard())
                    .filteredOn(line -> line.contains("SELECT"))
                    .hasSize(2);
        }
    }

    private void stand(Account account, MailboxName mailbox, CountDownLatch both) {
        fixture.connector().inSession(account, Errand.ANY.in(mailbox), session -> {
            both.countDown();
            await(both);
            session.flag(
                    List.of(message(mailbox)),
                    java.util.Set.of(new io.lettergate.mail.Flag("$work")),
                    java.util.Set.of());
            return true;
        });
    }

    private void flag(Account account, MailboxName mailbox) {
        stand(account, mailbox, new CountDownLatch(0));
    }

    private static MessageRef message(MailboxName mailbox) {
        return new MessageRef(mailbox, new UidValidity(1), new Uid(7));
    }

    @Test
    void aServerThatLiesAboutMoveIsAskedForItOnceADay() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "MOVE", "UIDPLUS");
            for (var line = client.hear(); line != null; line = client.hear()) {
                var tag = line.substring(0, line.indexOf(' '));
                if (line.contains("UID MOVE")) {
                    client.say(tag + " BAD what is that");
                } else if (line.contains("UID COPY")) {
                    client.say(tag + " OK [COPYUID 2 7 1] copied");
                } else {
                    answer(client, line);
                }
            }
        })) {
            var account = account(server);
            move(account);
            move(account);
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID MOVE"))
                    .hasSize(1);
            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID COPY"))
                    .hasSize(2);

            fixture.time().pass(Duration.ofHours(25));
            move(account);

            assertThat(server.heard())
                    .filteredOn(line -> line.contains("UID MOVE"))
                    .hasSize(2);
        }
    }

    private void move(Account account) {
        fixture.connector().inSession(account, session -> session.move(List.of(message(MailboxName.INBOX)), ARCHIVE));
    }

    private void look(Account account) {
        fixture.connector().inSession(account, session -> session.status(MailboxName.INBOX));
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A server that lets everybody in and has one message everywhere. */
    private static void serve(Dialogue client) throws IOException {
        client.welcome();
        for (var line = client.hear(); line != null; line = client.hear()) {
            answer(client, line);
        }
    }

    private static void answer(Dialogue client, String line) throws IOException {
        if (line.contains("SELECT")) {
            client.say("* 1 EXISTS");
            client.say("* OK [UIDVALIDITY 1] here");
        } else if (line.contains("STATUS")) {
            client.say("* STATUS " + line.split(" ")[2] + " (MESSAGES 1 UNSEEN 0 UIDNEXT 8 UIDVALIDITY 1)");
        } else if (line.contains("STORE")) {
            client.say("* 1 FETCH (UID 7 FLAGS ($work \\Deleted))");
        }
        client.say(line.substring(0, line.indexOf(' ')) + " OK");
    }
}
