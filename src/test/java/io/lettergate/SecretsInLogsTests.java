package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.oauth.Harbour;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A talkative Lettergate is given secrets in all ways, and writes none of them down. */
@Needs(Needs.Need.DOVECOT)
@Timeout(300)
class SecretsInLogsTests {

    private static final String PASSWORD = "Tide+at/noon=4711";
    private static final String WRONG = "Ebb+at/dawn=0815";

    @TempDir
    private Path data;

    @Test
    @DisplayName("R72 no log holds a secret: not at DEBUG, not in traces of the wire, not in Base64, not in an address")
    void writesNoSecretDown() throws IOException, InterruptedException {
        try (var harbour = Harbour.open()) {
            var dovecot = DovecotServer.takingTokens(Harbour.CLIENT, Harbour.SECRET, harbour.port());
            dovecot.password(PASSWORD);
            try (var lettergate = start(dovecot, harbour)) {
                use(lettergate.uri("").toString(), dovecot, harbour);
                assertThat(lettergate.endsWithin(Duration.ofSeconds(60))).isTrue();

                var log = lettergate.log();

                assertThat(log)
                        .contains("DEBUG")
                        .contains("TRACE")
                        .contains("io.lettergate")
                        .contains("/login");
                assertThat(harbour.given()).hasSizeGreaterThan(1);
                var secrets = spellings(harbour).toList();
                assertThat(log.lines().filter(line -> secrets.stream().anyMatch(line::contains)))
                        .isEmpty();
            }
        }
    }

    private ChildLettergate start(DovecotServer dovecot, Harbour harbour) throws IOException, InterruptedException {
        return ChildLettergate.before(
                dovecot.imapPort(),
                data,
                List.of("-Xmx512m"),
                "--logging.level.root=DEBUG",
                "--logging.level.io.lettergate=TRACE",
                "--logging.level.org.springframework=TRACE",
                "--logging.level.org.apache=TRACE",
                "--logging.level.org.eclipse.angus=TRACE",
                "--lettergate.domains[1].name=pop.example",
                "--lettergate.domains[1].pop3.host=127.0.0.1",
                "--lettergate.domains[1].pop3.port=" + dovecot.pop3Port(),
                "--lettergate.domains[1].pop3.encryption=NONE",
                "--lettergate.domains[2].name=tide.example",
                "--lettergate.domains[2].imap.host=127.0.0.1",
                "--lettergate.domains[2].imap.port=" + dovecot.imapPort(),
                "--lettergate.domains[2].imap.encryption=NONE",
                "--lettergate.domains[2].oauth=harbour",
                "--lettergate.oauth.harbour.issuer=" + harbour.issuer(),
                "--lettergate.oauth.harbour.client-id=" + Harbour.CLIENT,
                "--lettergate.oauth.harbour.client-secret=" + Harbour.SECRET,
                "--lettergate.oauth.harbour.scopes=openid,email",
                "--lettergate.oauth.harbour.sign-in=true",
                "--lettergate.oauth.harbour.domains=tide.example");
    }

    /** Signs in by a page, by Basic, by POP3 and at a provider; links, changes and refuses. */
    private static void use(String origin, DovecotServer dovecot, Harbour harbour) {
        var robin = dovecot.freshUser();
        harbour.leadsBackTo(origin + "/oauth/harbour");
        try (var walker = new Walker()) {
            walker.submit(walker.open(origin + "/login"), Map.of("address", robin, "password", WRONG));
            var mail = walker.submit(walker.open(origin + "/login"), Map.of("address", robin, "password", PASSWORD));
            assertThat(mail.location()).contains("/mail");
            walker.submit(walker.open(origin + "/accounts"), Map.of("password", WRONG));
            walker.submit(walker.open(origin + "/accounts"), Map.of("password", PASSWORD));
            walker.submit(
                    walker.open(origin + "/accounts/new"),
                    Map.of("address", dovecot.freshUser(), "password", PASSWORD));
        }
        try (var program = new Visitor(URI.create(origin).getPort())) {
            var body = "{\"address\":\"" + dovecot.freshUser() + "\",\"password\":\"" + PASSWORD + "\"}";
            assertThat(program.call("POST", "/api/v1/accounts", robin, PASSWORD, body)
                            .statusCode())
                    .isEqualTo(201);
            program.call("GET", "/api/v1/accounts", robin, WRONG, "");
            program.signIn("robin@pop.example", PASSWORD);
        }
        try (var walker = new Walker()) {
            var page = walker.open(origin + "/login/at/harbour");
            var mail = walker.submit(page, Map.of("username", "robin@tide.example", "password", Harbour.PASSWORD));
            assertThat(mail.location()).contains("/mail");
        }
    }

    private static Stream<String> spellings(Harbour harbour) {
        return Stream.concat(Stream.of(PASSWORD, WRONG, Harbour.SECRET), harbour.given().stream())
                .flatMap(secret -> spellings(secret).stream());
    }

    /** As it is, as addresses have it, and in Base64 wherever in a longer text it stands. */
    private static List<String> spellings(String secret) {
        var spellings = new ArrayList<>(List.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8)));
        for (var before : List.of("", "x", "xx")) {
            var octets = (before + secret).getBytes(StandardCharsets.UTF_8);
            var whole = octets.length / 3 * 3;
            var begun = before.isEmpty() ? 0 : 4;
            for (var base64 : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                spellings.add(
                        base64.encodeToString(Arrays.copyOf(octets, whole)).substring(begun));
            }
        }
        return spellings;
    }
}
