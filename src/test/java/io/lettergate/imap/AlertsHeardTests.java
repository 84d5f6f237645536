package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.Transcript;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What servers want people to be told, whenever they say it. */
class AlertsHeardTests {

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=5s");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void isKeptForItsPersonOnce() throws IOException {
        try (var server = ScriptedServer.playing(Transcript.of("alerts"))) {
            var account = account(server);
            var another = account(server);

            look(account);
            look(account);

            assertThat(fixture.alerts().of(account))
                    .containsExactly("The cellar is flooded", "The mail moves house on Sunday");
            assertThat(fixture.alerts().of(another)).isEmpty();
        }
    }

    @Test
    void isNotToldAgainToWhoHasSeenIt() throws IOException {
        try (var server = ScriptedServer.playing(Transcript.of("alerts"))) {
            var account = account(server);
            look(account);

            fixture.alerts().dismiss(account);
            look(account);

            assertThat(fixture.alerts().of(account)).isEmpty();
        }
    }

    @Test
    void aServerThatNeverStopsIsHeardInPart() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome();
            var tag = client.tag();
            for (int number = 0; number < 1_000; number++) {
                client.say("* OK [ALERT] Alert " + number);
            }
            client.say("* STATUS INBOX (MESSAGES 1 UNSEEN 0 UIDNEXT 8 UIDVALIDITY 1)");
            client.say(tag + " OK");
            client.hear();
        })) {
            var account = account(server);

            look(account);

            assertThat(fixture.alerts().of(account)).hasSize(5).last().isEqualTo("Alert 999");
        }
    }

    private void look(Account account) {
        fixture.connector().inSession(account, session -> session.status(MailboxName.INBOX));
    }

    private Account account(ScriptedServer server) {
        return fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }
}
