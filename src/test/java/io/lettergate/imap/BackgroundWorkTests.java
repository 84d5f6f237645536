package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.spi.Errand;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Long work that nobody waits for, and a person who wants something meanwhile. */
class BackgroundWorkTests {

    private final ConnectorFixture fixture =
            ConnectorFixture.with("lettergate.imap.connections=2", "lettergate.imap.patience=1s");
    private final BlockingQueue<String> weighed = new LinkedBlockingQueue<>();
    private final CountDownLatch served = new CountDownLatch(1);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aPersonIsServedWhileMailboxesAreWeighed() throws Exception {
        try (var server = ScriptedServer.playing(this::serve)) {
            var account = account(server);
            var first = weighing(account);
            var second = weighing(account);
            assertThat(weighed.poll(5, TimeUnit.SECONDS)).isNotNull();

            var status = fixture.connector().inSession(account, session -> session.status(MailboxName.INBOX));
            served.countDown();

            assertThat(status.messages()).isEqualTo(1);
            assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(server.connections()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void anErrandThatNobodyWaitsForLeavesASessionToOthers() throws Exception {
        try (var server = ScriptedServer.playing(this::serve)) {
            var account = account(server);

            var messages = fixture.connector()
                    .inSession(
                            account,
                            Errand.BACKGROUND,
                            background -> fixture.connector()
                                    .inSession(account, session -> session.status(MailboxName.INBOX))
                                    .messages());

            assertThat(messages).isEqualTo(1);
        }
    }

    @Test
    void anAccountThatNobodyUsesForHoursLeavesNothingBehind() throws Exception {
        try (var server = ScriptedServer.playing(this::serve)) {
            var account = account(server);
            fixture.connector().inSession(account, session -> session.status(MailboxName.INBOX));
            fixture.connector().closeIdle();
            assertThat(fixture.connector().accounts()).isEqualTo(1);

            fixture.time().pass(Pool.FORGOTTEN_AFTER);
            fixture.connector().closeIdle();

            assertThat(fixture.connector().accounts()).isZero();
        }
    }

    private CompletableFuture<Integer> weighing(Account account) {
        var result = new CompletableFuture<Integer>();
        Thread.ofVirtual().start(() -> {
            try {
                Background.run(() -> result.complete(
                        fixture.inventory().weigh(account, MailboxName.INBOX, 1).size()));
            } catch (RuntimeException failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    /** Weighs a mailbox only when the person has been served. */
    private void serve(Dialogue client) throws IOException, InterruptedException {
        client.welcome();
        for (var line = client.hear(); line != null; line = client.hear()) {
            if (line.contains("EXAMINE") || line.contains("SELECT")) {
                client.say("* 1 EXISTS");
                client.say("* OK [UIDVALIDITY 1] here");
            } else if (line.contains("STATUS")) {
                client.say("* STATUS INBOX (MESSAGES 1 UNSEEN 0 UIDNEXT 8 UIDVALIDITY 1)");
            } else if (line.contains("FETCH")) {
                weighed.add(line);
                served.await();
                client.say("* 1 FETCH (UID 7 RFC822.SIZE 44)");
            }
            client.say(line.substring(0, line.indexOf(' ')) + " OK");
        }
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }
}
