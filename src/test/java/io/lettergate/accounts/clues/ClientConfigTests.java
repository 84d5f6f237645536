package io.lettergate.accounts.clues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.mail.Authentication;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientConfigTests {

    private static final Seek ROBIN = new Seek("robin", "post.example");

    private static final String WHOLE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <clientConfig version="1.1">
              <emailProvider id="post.example">
                <domain>post.example</domain>
                <displayName>Post</displayName>
                <incomingServer type="imap">
                  <hostname>imap.%EMAILDOMAIN%</hostname> <port>993</port> <socketType>SSL</socketType>
                  <authentication>OAuth2</authentication> <authentication>password-cleartext</authentication>
                  <username>%EMAILADDRESS%</username>
                </incomingServer>
                <incomingServer type="pop3">
                  <hostname>pop.post.example</hostname> <port>110</port> <socketType>STARTTLS</socketType>
                  <authentication>password-encrypted</authentication> <username>%EMAILLOCALPART%</username>
                </incomingServer>
                <incomingServer type="exchange"><hostname>x.post.example</hostname></incomingServer>
                <outgoingServer type="smtp">
                  <hostname>smtp.post.example</hostname> <port>587</port> <socketType>plain</socketType>
                  <authentication>NTLM</authentication>
                </outgoingServer>
              </emailProvider>
            </clientConfig>""";

    @Test
    void readsServersAndFillsInTheAddress() throws IOException {
        var hints = read(WHOLE);

        assertThat(hints)
                .extracting(Hint::kind, Hint::server, Hint::userName)
                .containsExactly(
                        tuple(Kind.IMAP, "imap.post.example", 993, Encryption.TLS, "robin@post.example"),
                        tuple(Kind.POP3, "pop.post.example", 110, Encryption.STARTTLS, "robin"),
                        tuple(Kind.SUBMISSION, "smtp.post.example", 587, Encryption.NONE, "robin@post.example"));
        assertThat(hints.get(0).authentication())
                .containsExactlyInAnyOrder(Authentication.OAUTH2, Authentication.PASSWORD);
        assertThat(hints.get(1).authentication()).containsExactly(Authentication.ENCRYPTED_PASSWORD);
        assertThat(hints.get(2).authentication()).containsExactly(Authentication.OTHER);
    }

    private static Tuple tuple(Kind kind, String host, int port, Encryption encryption, String user) {
        return Tuple.tuple(kind, new Endpoint(host, port, encryption), user);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hostname></hostname><port>993</port><socketType>SSL</socketType>",
                "<hostname>a b</hostname><port>993</port><socketType>SSL</socketType>",
                "<hostname>0x7f.1</hostname><port>993</port><socketType>SSL</socketType>",
                "<hostname>a.example</hostname><port>0</port><socketType>SSL</socketType>",
                "<hostname>a.example</hostname><port>993993</port><socketType>SSL</socketType>",
                "<hostname>a.example</hostname><port>many</port><socketType>SSL</socketType>",
                "<hostname>a.example</hostname><socketType>SSL</socketType>",
                "<hostname>a.example</hostname><port>993</port>",
                "<hostname>a.example</hostname><port>993</port><socketType>maybe</socketType>",
                "<hostname>a.example</hostname><port>993</port><socketType>SSL</socketType><username>a&#10;b</username>"
            })
    void passesOverServersThatCannotBe(String server) throws IOException {
        assertThat(read("<clientConfig><emailProvider><incomingServer type='imap'>" + server
                        + "</incomingServer></emailProvider></clientConfig>"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "<html><body>not found</body>", "<clientConfig>", "\u0000"})
    void isNotMisledByWhatIsNoConfiguration(String page) {
        assertThatThrownBy(() -> read(page)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("R54 a document type is refused, and nothing that it names is looked up")
    void looksNothingUpThatADocumentTypeNames() throws IOException {
        try (var inside = ScriptedServer.playing(client -> client.hear())) {
            var place = "http://127.0.0.1:" + inside.port() + "/secret";
            for (var type : List.of(
                    "<!DOCTYPE clientConfig SYSTEM \"%s\">",
                    "<!DOCTYPE clientConfig [<!ENTITY x SYSTEM \"%s\">]>",
                    "<!DOCTYPE clientConfig [<!ENTITY %% x SYSTEM \"%s\"> %%x;]>",
                    "<!DOCTYPE clientConfig [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                    "<!DOCTYPE clientConfig [<!ENTITY a \"aaaaaaaa\"><!ENTITY x \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>")) {
                var page = type.formatted(place) + "<clientConfig><emailProvider>&x;</emailProvider></clientConfig>";

                assertThatThrownBy(() -> read(page)).isInstanceOf(IOException.class);
            }
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void isNotBroughtDownByDepth() {
        var deep = "<a>".repeat(40_000) + "</a>".repeat(40_000);

        assertThatThrownBy(() -> read("<clientConfig>" + deep + "</clientConfig>"))
                .isInstanceOf(IOException.class);
    }

    private static List<Hint> read(String xml) throws IOException {
        return new ClientConfig(ROBIN).read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
