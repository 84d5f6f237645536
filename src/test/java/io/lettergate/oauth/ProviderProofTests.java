package io.lettergate.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.ScriptedServer;
import io.lettergate.Served;
import io.lettergate.Walker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** What a provider says that is not true, was said before, or to somebody else; and what a true word is good for. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "lettergate.data=target/test-data-oauth-proof")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ProviderProofTests {

    private static final Harbour HARBOUR = Harbour.open();
    private static final ScriptedServer MAIL = ScriptedServer.playing(client -> {
        client.welcome("IMAP4rev1", "LITERAL+", "SASL-IR", "AUTH=XOAUTH2");
        for (var line = client.hear(); line != null; line = client.hear()) {
            if (line.contains(" LIST ")) {
                client.say("* LIST () \"/\" INBOX");
            }
            client.say(line.substring(0, Math.max(0, line.indexOf(' '))) + " OK done");
        }
    });

    @LocalServerPort
    private int port;

    private final JdbcClient database;
    private final ShiftedClock clock;
    private final Walker walker = new Walker();
    private final String robin = "robin-" + UUID.randomUUID() + "@tide.example";

    ProviderProofTests(JdbcClient database, ShiftedClock clock) {
        this.database = database;
        this.clock = clock;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "tide.example", MAIL.port(), "NONE");
        registry.add("lettergate.domains[0].oauth", () -> "harbour");
        registry.add("lettergate.oauth.harbour.issuer", HARBOUR::issuer);
        registry.add("lettergate.oauth.harbour.client-id", () -> Harbour.CLIENT);
        registry.add("lettergate.oauth.harbour.client-secret", () -> Harbour.SECRET);
        registry.add("lettergate.oauth.harbour.scopes", () -> "openid,email");
        registry.add("lettergate.oauth.harbour.sign-in", () -> "true");
        registry.add("lettergate.oauth.harbour.domains", () -> "tide.example");
    }

    @BeforeEach
    void lead() {
        HARBOUR.leadsBackTo(origin() + "/oauth/harbour");
    }

    @AfterEach
    void leave() {
        walker.close();
        HARBOUR.saysTheTruth();
        database.sql("DELETE FROM failed_sign_in").update();
    }

    @AfterAll
    static void close() throws IOException {
        HARBOUR.close();
        MAIL.close();
    }

    @ParameterizedTest
    @CsvSource({"iss, http://harbour.example", "nonce, of-an-earlier-question", "aud, another-client"})
    @DisplayName("R65 a token of another issuer, for another question or for another client lets nobody in")
    void believesTokensOfItsOwnQuestionOnly(String claim, String value) {
        HARBOUR.says(claim, claim.equals("aud") ? List.of(value) : value);

        var page = signIn(walker);

        assertThat(page.select("[role=alert]").text()).contains("gave nothing that can be believed");
        assertThat(lines("signIn.accepted")).isZero();
    }

    @Test
    @DisplayName("R65 an answer that says it is of another issuer is refused (RFC 9207)")
    void believesAnswersOfTheProviderItAskedOnly() throws Exception {
        try (var browser = new Stepping(origin(), HARBOUR)) {
            var state = browser.ask();

            browser.get("/oauth/harbour?code=any&iss=http://harbour.example&state=" + state);

            assertThat(browser.sentence()).contains("What came back is not from Harbour");
        }
    }

    @Test
    @DisplayName("R65 an answer with another state, or for another session, is refused")
    void believesAnAnswerToItsOwnQuestionOnly() {
        walker.open(origin() + "/login/at/harbour");

        var page = walker.open(origin() + "/oauth/harbour?code=stolen&state=another");

        assertThat(page.location()).contains("/login");
        assertThat(page.select(".boxes")).isEmpty();
    }

    @Test
    @DisplayName("R65 an answer is good once, and in the session that asked")
    void takesAnAnswerOnce() throws Exception {
        try (var first = new Stepping(origin(), HARBOUR);
                var other = new Stepping(origin(), HARBOUR)) {
            var answer = first.answered(robin);
            assertThat(first.get(answer).headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).isEqualTo("/"));

            assertThat(first.get(answer).headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).endsWith("/accounts/new"));
            assertThat(other.get(answer).headers().firstValue("Location"))
                    .hasValueSatisfying(place -> assertThat(place).contains("/login"));
            var state = other.ask();
            other.get(answer.replaceAll("state=[^&]*", "state=" + state));
            assertThat(other.sentence()).contains("gave nothing that can be believed");
        }
    }

    @Test
    @DisplayName("R60 who guesses what a provider would answer has to wait, and nobody else does")
    void guessesOfAnswersAreSlowedDown() throws Exception {
        try (var guesser = new Stepping(origin(), HARBOUR)) {
            for (int guess = 0; guess < 25; guess++) {
                guesser.get("/oauth/harbour?code=guess" + guess + "&state=" + guesser.ask());
            }

            assertThat(guesser.sentence()).startsWith("Too many sign-ins failed");
        }
        assertThat(database.sql("SELECT COUNT(*) FROM failed_sign_in")
                        .query(Integer.class)
                        .single())
                .as("the client and its network")
                .isEqualTo(2);
    }

    @Test
    @DisplayName("R60 a sign-in at a provider makes the network one of its person's, and stands in the log")
    void aSignInIsRemembered() {
        var networks = networks();

        signIn(walker);

        assertThat(lines("signIn.accepted")).isEqualTo(1);
        assertThat(networks()).isEqualTo(networks + 1);
    }

    @Test
    void aRefusedSignInStandsInTheLog() {
        HARBOUR.doubts(robin);

        signIn(walker);

        assertThat(lines("signIn.refused")).isEqualTo(1);
    }

    @Test
    @DisplayName("R64 who signs in at a provider proves there that they are still the same")
    void provesAtTheProvider() {
        signIn(walker);
        clock.forward(Duration.ofMinutes(6));
        HARBOUR.says("auth_time", clock.instant().getEpochSecond());
        var asked = walker.open(origin() + "/settings/tokens");
        var stopped = walker.submit(asked, Map.of("name", "a program"));
        assertThat(stopped.location()).endsWith("/login/again");
        assertThat(stopped.select("#password")).isEmpty();

        var back = walker.open(
                stopped.select("a:contains(Sign in at Harbour again)").first().absUrl("href"));

        assertThat(back.location()).contains("/settings/tokens");
        var made = walker.submit(walker.open(origin() + "/settings/tokens"), Map.of("name", "a program"));
        assertThat(made.location()).doesNotContain("/login/again");
    }

    @Test
    @DisplayName("R64 a sign-in at the provider that was before the question proves nothing")
    void anOldSignInProvesNothing() {
        signIn(walker);
        HARBOUR.says("auth_time", clock.instant().minusSeconds(300).getEpochSecond());

        var refused = walker.open(origin() + "/login/again/at/harbour");

        assertThat(refused.location()).endsWith("/login/again");
        assertThat(refused.select("[role=alert]").text()).contains("did not have you sign in anew");
    }

    @Test
    @DisplayName("R64 somebody else's sign-in at the provider proves nothing")
    void somebodyElsesSignInProvesNothing() {
        signIn(walker);
        HARBOUR.says("email", "kay@tide.example");

        var refused = walker.open(origin() + "/login/again/at/harbour");

        assertThat(refused.select("[role=alert]").text()).contains("somebody else is signed in");
    }

    @Test
    @DisplayName("R65 whoever is sent to prove themselves is to sign in anew")
    void asksForAFreshSignIn() throws Exception {
        try (var browser = new Stepping(origin(), HARBOUR)) {
            browser.get(browser.answered(robin));

            var question = browser.get("/login/again/at/harbour").headers().firstValue("Location");

            assertThat(question).hasValueSatisfying(place -> assertThat(place).contains("prompt=login", "max_age=0"));
        }
    }

    private Document signIn(Walker person) {
        var page = person.open(origin() + "/login/at/harbour");
        return person.submit(page, Map.of("username", robin, "password", Harbour.PASSWORD));
    }

    private int lines(String kind) {
        return database.sql("SELECT COUNT(*) FROM audit WHERE kind = ? AND who = ?")
                .params(kind, robin)
                .query(Integer.class)
                .single();
    }

    private int networks() {
        return database.sql("SELECT COUNT(*) FROM known_network")
                .query(Integer.class)
                .single();
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }

    @TestConfiguration
    static class Time {

        @Bean
        @Primary
        ShiftedClock shifted() {
            return new ShiftedClock();
        }
    }
}
