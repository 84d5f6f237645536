package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is who among large providers, and what each of them wants. */
class ProviderTests {

    @ParameterizedTest
    @CsvSource({
        "imap.gmail.com, GMAIL, 9",
        "IMAP.GoogleMail.com, GMAIL, 9",
        "imap.mail.yahoo.com, YAHOO, 5",
        "imap.aol.com, YAHOO, 5",
        "imap.mail.me.com, ICLOUD, 1",
        "outlook.office365.com, UNKNOWN, 2147483646",
        "imap.gmx.net, UNKNOWN, 2147483646",
        "imap.rambler.ru, RAMBLER, 2147483646",
        "imap.163.com, NETEASE, 2147483646",
        "notyahoo.com, UNKNOWN, 2147483646",
        "yahoo.com.evil.example, UNKNOWN, 2147483646"
    })
    void isKnownByTheNameOfItsServer(String host, Provider provider, int sessions) {
        assertThat(Provider.at(host)).isEqualTo(provider);
        assertThat(provider.sessions()).isEqualTo(sessions);
    }

    @ParameterizedTest
    @CsvSource({
        "'* OK Gimap ready', 'IMAP4rev1 X-GM-EXT-1', GMAIL, 9",
        "'* OK Dovecot ready.', 'IMAP4rev1', DOVECOT, 5",
        "'* OK hello', 'IMAP4rev1', UNKNOWN, 2147483646"
    })
    void isKnownByWhatItSaysOfItself(String greeting, String capabilities, Provider provider, int sessions)
            throws IOException {
        try (var fixture = ConnectorFixture.with();
                var server = ScriptedServer.playing(client -> {
                    client.say(greeting);
                    for (var line = client.hear(); line != null; line = client.hear()) {
                        client.say("* CAPABILITY " + capabilities);
                        client.say(line.substring(0, line.indexOf(' ')) + " OK");
                        if (line.endsWith("}")) {
                            client.hear();
                        }
                    }
                })) {
            var account = fixture.account("robin", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
            try (var wire = fixture.signIn().open(account, new Password("right"))) {
                assertThat(Provider.of(wire)).isEqualTo(provider);
                assertThat(provider.sessions()).isEqualTo(sessions);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "imap.mail.yahoo.com, PT3M, PT1M, true",
        "imap.rambler.ru, PT55S, PT1M, true",
        "imap.163.com, PT9M, PT55S, false",
        "imap.vale.example, PT9M, PT1M, true"
    })
    void isWatchedAtItsOwnPace(String host, Duration idle, Duration asked, boolean idles) {
        var pace = WatchPace.of(host);

        assertThat(pace.idle(false, false)).isEqualTo(idle);
        assertThat(pace.asked(true)).isEqualTo(asked);
        assertThat(Provider.at(host).idles()).isEqualTo(idles);
    }

    @Test
    void oneThatIsNotToBeReliedUponIsAskedAsOftenWhileNobodyLooks() {
        assertThat(WatchPace.of("imap.163.com").asked(false)).isEqualTo(Duration.ofSeconds(55));
    }
}
