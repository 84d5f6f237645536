package io.lettergate.auth.factors;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.MovedClock;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.Visitor;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Second factors in front of a real mail server, over HTTP. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SecondFactorTests {

    private static final String FACTORS = "/api/v1/factors";
    private static final String APP = FACTORS + "/app";

    /** What everybody may ask for, and what leads to the second factor or out. */
    private static final Set<String> OPEN = Set.of(
            "/login",
            "/login/second",
            "/login/second/passkey",
            "/login/passkey",
            "/logout",
            "/theme",
            "/error",
            "/api/docs",
            "/api/docs/problems",
            "/api/docs/style.css",
            "/api/v1/openapi.json",
            "/favicon.ico");

    @LocalServerPort
    private int port;

    @Autowired
    private MovedClock clock;

    @Autowired
    private JdbcClient database;

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    private Visitor visitor;
    private String user;

    /** A person with an app, and what they keep. */
    private record Guarded(TotpSecret secret, List<String> codes) {}

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
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
    @DisplayName("R64 an app counts only after its first code")
    void anAppCountsOnlyAfterItsFirstCode() {
        begun(user);

        assertThat(problem(basic("PUT", APP, "{\"code\":\"000000\"}"))).isEqualTo("code-refused");
        assertThat(read(basic("GET", FACTORS, "")).path("secondFactor").booleanValue())
                .isFalse();
        assertThat(visitor.signIn(user, DovecotServer.PASSWORD).uri().getPath()).startsWith("/mail");
    }

    @Test
    @DisplayName("R64 HTTP Basic and streams of events are refused without the second factor")
    void refusesBasicOfWhoHasASecondFactor() {
        guarded();

        for (var path : List.of("/api/v1/session", "/api/v1/events", "/api/v1/accounts")) {
            var answer = basic("GET", path, "");

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(problem(answer)).as(path).isEqualTo("second-factor-needed");
            assertThat(read(answer).path("detail").asString()).contains("API token");
        }
    }

    @Test
    @DisplayName("R64 no route but those to sign in lets a session through that lacks the second factor")
    void everyRouteAsksForTheSecondFactor() {
        guarded();
        assertThat(visitor.signIn(user, DovecotServer.PASSWORD).uri().getPath()).isEqualTo("/login/second");

        var walked = 0;
        for (var mapping : requestMappingHandlerMapping.getHandlerMethods().keySet()) {
            for (var pattern : mapping.getPatternValues()) {
                if (!OPEN.contains(pattern)) {
                    var path = pattern.replaceAll(
                            "\\{[^{}]*(?:\\{[^{}]*}[^{}]*)*}", "7c9e6679-7425-40de-944b-e07fc1f90ae7");
                    refusesHalf(path);
                    walked++;
                }
            }
        }
        refusesHalf("/mail");
        refusesHalf("/content/abc");
        refusesHalf("/api/v1/nothing");
        refusesHalf("/login/again");
        assertThat(walked).isGreaterThan(80);
    }

    /** A request that is let through would be answered in another way, also where its method is wrong. */
    private void refusesHalf(String path) {
        var read = visitor.get(path);
        if (path.startsWith("/api/")) {
            assertThat(read.statusCode()).as(path).isEqualTo(403);
            assertThat(read.body()).as(path).contains("\"second-factor-needed\"");
        } else {
            assertThat(read.uri().getPath()).as(path).isEqualTo("/login/second");
        }
        var written = visitor.submit("/login/second", path, Map.of());
        if (path.startsWith("/api/")) {
            assertThat(written.body()).as(path).contains("\"second-factor-needed\"");
        } else {
            assertThat(written.uri().getPath()).as(path).isEqualTo("/login/second");
        }
    }

    @Test
    @DisplayName("R64 a code lets in once, and its step is stored")
    void aCodeIsTakenOnce() {
        var guarded = guarded();
        clock.forward(Duration.ofSeconds(30));
        var code = codeNow(guarded);

        assertThat(entered(visitor, code).uri().getPath()).startsWith("/mail");

        try (var thief = new Visitor(port)) {
            var replayed = entered(thief, code);

            assertThat(replayed.uri().getPath()).isEqualTo("/login/second");
            assertThat(Visitor.document(replayed).text()).contains("was used before");
            clock.forward(Duration.ofSeconds(30));
            assertThat(entered(thief, codeNow(guarded)).uri().getPath()).startsWith("/mail");
        }
    }

    @Test
    @DisplayName("R64 the code that confirmed the app lets nobody in")
    void theFirstCodeIsUsedUp() {
        var guarded = guarded();

        assertThat(entered(visitor, codeNow(guarded)).uri().getPath()).isEqualTo("/login/second");
    }

    @Test
    @DisplayName("R64 a clock may be one step late, not two")
    void allowsForAClockThatIsOneStepLate() {
        var guarded = guarded();
        clock.forward(Duration.ofMinutes(5));
        var code = codeNow(guarded);

        clock.forward(Duration.ofSeconds(60));
        assertThat(entered(visitor, code).uri().getPath()).isEqualTo("/login/second");
        var late = codeNow(guarded);
        clock.forward(Duration.ofSeconds(30));
        assertThat(entered(visitor, late).uri().getPath()).startsWith("/mail");
    }

    @Test
    @DisplayName("R64 guesses are slowed down more and more, and nobody is locked out")
    void slowsGuessesDownAndLocksNobodyOut() {
        var guarded = guarded();
        clock.forward(Duration.ofMinutes(1));
        visitor.signIn(user, DovecotServer.PASSWORD);
        for (int guess = 0; guess < Guesses.FREE; guess++) {
            assertThat(Visitor.document(given(visitor, wrong(guarded))).text()).contains("The code is wrong");
        }

        var waiting = given(visitor, codeNow(guarded));
        assertThat(waiting.uri().getPath()).isEqualTo("/login/second");
        assertThat(Visitor.document(waiting).text()).contains("Please wait 30 seconds");

        try (var elsewhere = new Visitor(port)) {
            assertThat(entered(elsewhere, guarded.codes().getFirst()).uri().getPath())
                    .isEqualTo("/settings/security");
        }
        clock.forward(Duration.ofSeconds(31));
        assertThat(given(visitor, codeNow(guarded)).uri().getPath()).startsWith("/mail");
    }

    @Test
    void theWaitDoublesUpToAQuarterOfAnHour() {
        assertThat(Guesses.delay(Guesses.FREE - 1)).isZero();
        assertThat(Guesses.delay(Guesses.FREE)).hasSeconds(30);
        assertThat(Guesses.delay(Guesses.FREE + 2)).hasMinutes(2);
        assertThat(Guesses.delay(1_000)).isEqualTo(Guesses.LONGEST);
    }

    @Test
    @DisplayName("R64 a recovery code is taken once, and only the digest is stored")
    void aRecoveryCodeIsTakenOnce() {
        var guarded = guarded();
        var code = guarded.codes().getFirst();

        assertThat(guarded.codes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(entered(visitor, code.toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                        .uri()
                        .getPath())
                .isEqualTo("/settings/security");
        assertThat(Visitor.document(visitor.get("/settings/security")).text()).contains("9 are left");
        database.sql(
                        "UPDATE recovery_code SET used_at = 1 WHERE account_id = (SELECT id FROM account WHERE address = ?)")
                .param(user)
                .update();
        assertThat(Visitor.document(visitor.get("/settings/security")).text()).contains("No recovery code is left");
        try (var thief = new Visitor(port)) {
            assertThat(entered(thief, code).uri().getPath()).isEqualTo("/login/second");
        }
        assertThat(database.sql("SELECT digest FROM recovery_code")
                        .query(String.class)
                        .list())
                .allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    }

    @Test
    @DisplayName("R64 the secret of an app lies in the vault, and is another one after the app was removed")
    void aRemovedAppComesBackWithAnotherSecret() {
        var guarded = guarded();
        assertThat(database.sql("SELECT sealed FROM vault_secret")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .noneMatch(stored -> stored.contains(guarded.secret().text()));
        clock.forward(Duration.ofSeconds(30));
        entered(visitor, codeNow(guarded));

        var removed = visitor.submit("/settings/security", "/settings/security/app/remove", Map.of());

        assertThat(Visitor.document(removed).text()).contains("The app is removed", "takes the password alone");
        assertThat(basic("GET", "/api/v1/session", "").statusCode()).isEqualTo(200);
        var again = begun(user);
        assertThat(again.text()).isNotEqualTo(guarded.secret().text());
        clock.forward(Duration.ofSeconds(30));
        assertThat(problem(basic("PUT", APP, "{\"code\":\"" + codeNow(guarded) + "\"}")))
                .isEqualTo("code-refused");
        assertThat(read(basic("GET", FACTORS, "")).path("recoveryCodesLeft").intValue())
                .isZero();
    }

    @Test
    @DisplayName("R64 nobody uses or removes a factor of somebody else")
    void factorsBelongToOnePerson() {
        var guarded = guarded();
        var other = DovecotServer.shared().freshUser();
        database.sql("""
                        INSERT INTO passkey (id, account_id, credential_id, name, public_key, attestation, transports,
                            sign_count, verifies_user, backup_eligible, backed_up, created_at)
                        SELECT 'key-of-' || id, id, 'credential-of-' || id, 'Laptop', '', '', '', 0, TRUE, TRUE, TRUE, 0
                        FROM account WHERE address = ?""").param(user).update();
        var key = database.sql("SELECT id FROM passkey WHERE id LIKE 'key-of-%' ORDER BY created_at DESC")
                .query(String.class)
                .list()
                .getFirst();

        var answer = visitor.call("DELETE", FACTORS + "/passkeys/" + key, other, DovecotServer.PASSWORD, "");
        assertThat(problem(answer)).isEqualTo("no-such-factor");
        var begun = read(visitor.call("POST", APP, other, DovecotServer.PASSWORD, ""));
        var foreign =
                visitor.call("PUT", APP, other, DovecotServer.PASSWORD, "{\"code\":\"" + codeNow(guarded) + "\"}");
        assertThat(problem(foreign)).isEqualTo("code-refused");
        var secret = TotpSecret.of(begun.path("secret").asString());
        visitor.call("PUT", APP, other, DovecotServer.PASSWORD, "{\"code\":\"" + codeNow(secret) + "\"}");
        visitor.signIn(other, DovecotServer.PASSWORD);
        assertThat(given(visitor, guarded.codes().getLast()).uri().getPath()).isEqualTo("/login/second");
        assertThat(database.sql("SELECT COUNT(*) FROM passkey WHERE id = ?")
                        .param(key)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R64 changes of factors and exports want a proof that is younger than five minutes")
    void aStaleSessionHasToProveItselfAgain() {
        visitor.signIn(user, DovecotServer.PASSWORD);
        var account = read(basic("GET", "/api/v1/session", ""))
                .path("accounts")
                .get(0)
                .path("id")
                .asString();
        clock.forward(Duration.ofMinutes(6));

        var begun = visitor.submit("/settings/security", "/settings/security/app/new", Map.of());
        assertThat(begun.uri().getPath()).isEqualTo("/login/again");
        var export = visitor.submit("/settings/security", "/api/v1/accounts/" + account + "/exports", Map.of());
        assertThat(export.statusCode()).isEqualTo(403);
        assertThat(export.body()).contains("\"step-up-needed\"");

        var refused = visitor.submit("/login/again", "/login/again", Map.of("password", "wrong"));
        assertThat(Visitor.document(refused).select("[role=alert]").text()).contains("refused");
        var proven = visitor.submit("/login/again", "/login/again", Map.of("password", DovecotServer.PASSWORD));
        assertThat(proven.uri().getPath()).isEqualTo("/settings/security");
        var allowed = visitor.submit("/settings/security", "/settings/security/app/new", Map.of());
        assertThat(allowed.uri().getPath()).isEqualTo("/settings/security/app");
    }

    @Test
    @DisplayName("R64 who has a second factor proves themselves again by it, not by the password")
    void theStepUpOfAGuardedPersonWantsTheSecondFactor() {
        var guarded = guarded();
        clock.forward(Duration.ofSeconds(30));
        entered(visitor, codeNow(guarded));
        clock.forward(Duration.ofMinutes(6));

        var asked = visitor.submit("/settings/security", "/settings/security/codes", Map.of());
        assertThat(asked.uri().getPath()).isEqualTo("/login/again");
        assertThat(Visitor.document(asked).select("#password")).isEmpty();
        var byPassword = visitor.submit("/login/again", "/login/again", Map.of("password", DovecotServer.PASSWORD));
        assertThat(byPassword.uri().getPath()).isEqualTo("/login/again");
        var byCode = visitor.submit("/login/again", "/login/again", Map.of("code", codeNow(guarded)));
        assertThat(byCode.uri().getPath()).isEqualTo("/settings/security");
        var codes = visitor.submit("/settings/security", "/settings/security/codes", Map.of());
        assertThat(Visitor.document(codes).select(".recovery li")).hasSize(10);
        assertThat(Visitor.document(visitor.get("/settings/security/codes")).select(".recovery li"))
                .isEmpty();
    }

    @Test
    @DisplayName("R64 what a browser makes up is no passkey")
    void refusesWhatIsNoPasskey() {
        visitor.signIn(user, DovecotServer.PASSWORD);
        visitor.get("/settings/security/passkeys/new");

        for (var answer :
                List.of("", "{}", "[1]", "x".repeat(30_000), "{\"id\":\"a\",\"rawId\":\"YQ\",\"response\":{}}")) {
            var page = visitor.submit(
                    "/settings/security/passkeys/new",
                    "/settings/security/passkeys",
                    Map.of("name", "Laptop", "credential", answer));

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(Visitor.document(page).select(".problem[role=alert]").text())
                    .isNotEmpty();
        }
        var alone = visitor.submit("/settings/security", "/login/passkey", Map.of("credential", "{}"));
        assertThat(alone.statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> basic(String method, String path, String body) {
        return visitor.call(method, path, user, DovecotServer.PASSWORD, body);
    }

    private TotpSecret begun(String person) {
        var answer = read(visitor.call("POST", APP, person, DovecotServer.PASSWORD, ""));
        return TotpSecret.of(answer.path("secret").asString());
    }

    private Guarded guarded() {
        var secret = begun(user);
        var answer = read(basic("PUT", APP, "{\"code\":\"" + codeNow(secret) + "\"}"));
        var codes = answer.path("recoveryCodes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        return new Guarded(secret, codes);
    }

    private String codeNow(Guarded guarded) {
        return codeNow(guarded.secret());
    }

    private String codeNow(TotpSecret secret) {
        return secret.code(TotpSecret.stepAt(clock.instant()));
    }

    private String wrong(Guarded guarded) {
        return codeNow(guarded).equals("123456") ? "654321" : "123456";
    }

    private HttpResponse<String> entered(Visitor who, String code) {
        who.signIn(user, DovecotServer.PASSWORD);
        return given(who, code);
    }

    private static HttpResponse<String> given(Visitor who, String code) {
        return who.submit("/login/second", "/login/second", Map.of("code", code));
    }

    private static JsonNode read(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static String problem(HttpResponse<byte[]> answer) {
        return read(answer).path("code").asString();
    }

    /** A clock that the test moves. */
    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }
    }
}
