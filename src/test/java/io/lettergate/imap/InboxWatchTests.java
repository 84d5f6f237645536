package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mailbox.spi.MailWatcher.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxWatchTests {

    private static final byte[] MESSAGE =
            "From: a@b.example\r\nSubject: news\r\n\r\nNews.\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ConnectorFixture fixture = ConnectorFixture.with();
    private final Semaphore news = new Semaphore(0);
    private Watch watch;

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
        fixture.close();
    }

    @Test
    void tellsOfMailThatArrives() throws InterruptedException {
        var dovecot = DovecotServer.shared();
        var user = dovecot.freshUser();
        var endpoint = new Endpoint(dovecot.host(), dovecot.imapPort(), Encryption.NONE);
        dovecot.deliver(user, MESSAGE);
        watch(fixture.account(user, endpoint, DovecotServer.PASSWORD));

        assertThat(toldAfter(() -> dovecot.deliver(user, MESSAGE))).isTrue();
        assertThat(toldAfter(() -> dovecot.deliver(user, MESSAGE))).isTrue();
    }

    /** The watch may not have begun to wait when the first message comes, so more than one may be needed. */
    private boolean toldAfter(Runnable delivery) throws InterruptedException {
        for (int tries = 0; tries < 10; tries++) {
            delivery.run();
            if (news.tryAcquire(2, TimeUnit.SECONDS)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void comesBackAfterABreakAndTellsThatThereMayBeNews() throws Exception {
        try (var server = ScriptedServer.playing(client -> {
            signIn(client);
            client.hear();
            client.say("+ idling");
        })) {
            watch(account(server));

            assertThat(news.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.connections()).isGreaterThan(1);
        }
    }

    @Test
    void aRefusedPasswordIsNotTriedAgain() throws Exception {
        var refused = new Semaphore(0);
        try (var server = ScriptedServer.playing(client -> {
            client.say("* OK hello");
            client.say("* CAPABILITY IMAP4rev1");
            client.say(client.tag() + " OK");
            client.say(client.tag() + " NO [AUTHENTICATIONFAILED] no");
            refused.release();
            client.hear();
        })) {
            watch(account(server));

            assertThat(refused.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            assertThat(refused.tryAcquire(4, TimeUnit.SECONDS)).isFalse();
        }
    }

    private void watch(Account account) {
        watch = fixture.watcher().watch(account, news::release);
    }

    private Account account(ScriptedServer server) {
        var endpoint = new Endpoint("127.0.0.1", server.port(), Encryption.NONE);
        return fixture.account("robin@vale.example", endpoint, "right");
    }

    private static void signIn(Dialogue client) throws IOException {
        client.say("* OK hello");
        for (int commands = 0; commands < 4; commands++) {
            var tag = client.tag();
            client.say("* CAPABILITY IMAP4rev1 IDLE");
            client.say("* OK [UIDVALIDITY 1] here");
            client.say(tag + " OK");
        }
    }
}
