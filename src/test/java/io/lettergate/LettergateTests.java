package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of Lettergate in front of a real server, over HTTP: what goes well, and above all what does not. */
@Needs(Needs.Need.DOVECOT)
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.data=" + LettergateTests.DATA)
class LettergateTests {

    static final String DATA = "target/test-data/whole";

    private static final String MESSAGE = "From: Ada <ada@example.org>\r\nSubject: Harbour\r\n\r\nBoats at noon.\r\n";

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private String user;

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        var dovecot = DovecotServer.shared();
        Served.by(registry, 0, "vale.example", dovecot.imapPort(), "NONE");
        Served.by(registry, 1, "down.example", 1, "NONE");
        Served.by(registry, 2, "wrong.example", dovecot.wrongNamePort(), "TLS");
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
        user = DovecotServer.shared().freshUser();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    void aWrongPasswordIsSaidToBeWrong() {
        var page = visitor.signIn(user, "wrong");

        assertThat(page.uri().getPath()).isEqualTo("/login");
        assertThat(Visitor.document(page).text()).contains("refused the address or the password");
        assertThat(page.body()).doesNotContain("wrong\"");
    }

    @Test
    void aPasswordIsNeitherLoggedNorStoredNorShown(CapturedOutput output) throws IOException {
        var password = "Tide-at-noon-4711";

        var page = visitor.signIn(user, password);
        visitor.call("GET", "/api/v1/accounts", user, password, "");

        assertThat(page.body()).doesNotContain(password);
        assertThat(output.getAll()).doesNotContain(password);
        try (var kept = Files.walk(Path.of(DATA))) {
            assertThat(kept.filter(Files::isRegularFile).toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(
                                    Files.readString(file, ISO_8859_1).replace("vault_secret", ""))
                            .doesNotContain(password)
                            .doesNotContain(DovecotServer.PASSWORD));
        }
    }

    @Test
    void aServerThatIsDownIsSaidToBeDown() {
        var page = visitor.signIn("robin@down.example", "secret");

        assertThat(Visitor.document(page).text()).contains("127.0.0.1 does not answer on port 1");
    }

    @Test
    void aCertificateForAnotherNameIsSaidToBeOne() {
        var page = visitor.signIn("robin@wrong.example", "secret");

        assertThat(Visitor.document(page).text()).contains("could not be secured");
    }

    @Test
    void anAddressNobodyServesIsSaidSo() {
        var page = visitor.signIn("robin@elsewhere.example", "secret");

        assertThat(Visitor.document(page).text()).contains("does not serve addresses at elsewhere.example");
    }

    @Test
    void programsAreToldTheSameInProblems() {
        var refused = visitor.call("GET", "/api/v1/accounts", user, "wrong", "");
        var down = visitor.call("GET", "/api/v1/accounts", "robin@down.example", "secret", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(json(refused.body()).path("code").asString()).isEqualTo("sign-in-refused");
        assertThat(down.statusCode()).isEqualTo(502);
        assertThat(down.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(down.body()).path("code").asString()).isEqualTo("upstream-unreachable");
    }

    @Test
    void programsAreAskedForTheirPasswordAndScriptsOfPagesAreNot() {
        var program = visitor.get("/api/v1/events");
        var script = visitor.getByScript("/api/v1/events");

        assertThat(program.statusCode()).isEqualTo(401);
        assertThat(program.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(script.statusCode()).isEqualTo(401);
        assertThat(script.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void nobodyReadsWithoutSigningIn() {
        assertThat(visitor.get("/api/v1/accounts").statusCode()).isEqualTo(401);
        assertThat(visitor.get("/mail").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void whatIsSomebodyElsesIsNotThere() {
        var others = DovecotServer.shared().freshUser();
        var theirs = accountOf(others);

        var answer = call("GET", "/api/v1/accounts/" + theirs + "/mailboxes", "");

        assertThat(answer.path("status").asInt()).isEqualTo(404);
    }

    @Test
    void programsReadFlagMoveAndDelete() {
        deliver();
        var base = "/api/v1/accounts/" + accountOf(user);
        var id = call("GET", base + "/mailboxes/role:inbox/messages", "")
                .at("/items/0/id")
                .asString();

        var text = call("GET", base + "/messages/" + id + "?body=text", "")
                .at("/body/text")
                .asString();
        var flagged = call("PATCH", base + "/messages/" + id, "{\"keywords\": {\"$flagged\": true}}");
        var archive =
                call("GET", base + "/mailboxes/role:archive", "").path("id").asString();
        var moved = call("PATCH", base + "/messages/" + id, "{\"mailboxId\": \"" + archive + "\"}");
        var gone = call("GET", base + "/messages/" + id, "");
        visitor.call("DELETE", base + "/messages/" + moved.path("id").asString(), user, DovecotServer.PASSWORD, "");

        assertThat(text).contains("Boats at noon.");
        assertThat(flagged.at("/keywords/$flagged").asBoolean()).isTrue();
        assertThat(gone.path("code").asString()).isEqualTo("message-gone");
        assertThat(call("GET", base + "/mailboxes/role:archive/messages", "").at("/items"))
                .isEmpty();
        assertThat(call("GET", base + "/mailboxes/role:trash/messages", "").at("/items"))
                .hasSize(1);
    }

    @Test
    @Timeout(60)
    void aDeliveredMessageReachesWhoListens() {
        try (var lines = visitor.listen("/api/v1/events", user, DovecotServer.PASSWORD)) {
            var stream = lines.iterator();
            passTo(stream, "event:account.live");
            deliver();
            passTo(stream, "event:message.added");
            var told = json(stream.next().substring("data:".length()).getBytes(StandardCharsets.UTF_8));

            var id = told.at("/messages/0").asString();
            var base = "/api/v1/accounts/" + told.path("account").asString();
            var message = call("GET", base + "/messages/" + id, "");
            var since = call("GET", "/api/v1/changes?since=" + (told.path("id").asLong() - 1), "");

            assertThat(message.at("/envelope/subject").asString()).isEqualTo("Harbour");
            assertThat(since.at("/items/0/messages/0").asString()).isEqualTo(id);
        }
    }

    private static void passTo(Iterator<String> lines, String wanted) {
        while (!lines.next().equals(wanted)) {
            // What comes before it is of no interest.
        }
    }

    @Test
    void signingOutEndsTheSession() {
        visitor.signIn(user, DovecotServer.PASSWORD);
        assertThat(visitor.get("/mail").uri().getPath()).startsWith("/mail/");

        visitor.submit("/mail", "/logout", Map.of());

        assertThat(visitor.get("/mail").uri().getPath()).isEqualTo("/login");
    }

    @Test
    void everyAnswerCarriesThePolicy() {
        visitor.signIn(user, DovecotServer.PASSWORD);

        for (var path : new String[] {"/mail", "/login", "/no/such/page", "/api/v1/none", "/assets/app.js"}) {
            assertThat(visitor.get(path).headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy).contains("default-src 'none'"));
            assertThat(visitor.get(path).headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .hasValue("nosniff");
        }
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() {
        visitor.signIn(user, DovecotServer.PASSWORD);

        var answer = visitor.call("POST", "/logout", "", "", "");

        assertThat(answer.statusCode()).isNotEqualTo(200);
        assertThat(visitor.get("/mail").uri().getPath()).startsWith("/mail/");
    }

    private void deliver() {
        DovecotServer.shared().deliver(user, MESSAGE.getBytes(StandardCharsets.US_ASCII));
    }

    private String accountOf(String somebody) {
        var accounts = visitor.call("GET", "/api/v1/accounts", somebody, DovecotServer.PASSWORD, "");
        return json(accounts.body()).at("/items/0/id").asString();
    }

    private JsonNode call(String method, String path, String body) {
        return json(
                visitor.call(method, path, user, DovecotServer.PASSWORD, body).body());
    }

    private static JsonNode json(byte[] body) {
        return JsonMapper.shared().readTree(body);
    }
}
