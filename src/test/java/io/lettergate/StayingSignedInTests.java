package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole of Lettergate over HTTP: who signs in, who stays so, and who is kept out. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "lettergate.auth.limits.refusal=0s",
            "lettergate.hosts=127.0.0.1,mail.vale.example",
            "lettergate.events.heartbeat=200ms",
            "lettergate.data=target/test-data/staying"
        })
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class StayingSignedInTests {

    private static final GuardedServer SERVER = new GuardedServer();
    private static final Set<RequestMethod> SAFE = Set.of(RequestMethod.GET, RequestMethod.HEAD, RequestMethod.OPTIONS);

    /** What goes on by itself, or notes who signed in when. */
    private static final Set<String> ASIDE = Set.of("browser", "known_network", "failed_sign_in", "event", "lease");

    private final MovedClock clock;
    private final JdbcClient database;
    private final RequestMappingHandlerMapping mappings;
    private final List<Surfer> surfers = new ArrayList<>();
    private final String user = "robin-" + UUID.randomUUID() + "@vale.example";

    @LocalServerPort
    private int port;

    StayingSignedInTests(
            MovedClock clock, JdbcClient database, RequestMappingHandlerMapping requestMappingHandlerMapping) {
        this.clock = clock;
        this.database = database;
        this.mappings = requestMappingHandlerMapping;
    }

    /** Time passes when a test says so. */
    @TestConfiguration
    static class Still {

        @Bean
        @Primary
        MovedClock still() {
            return new MovedClock();
        }
    }

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "vale.example", SERVER.port(), "NONE");
    }

    @BeforeEach
    void begin() {
        SERVER.takes("right");
        database.sql("DELETE FROM failed_sign_in").update();
    }

    @AfterEach
    void leave() {
        surfers.forEach(Surfer::close);
    }

    @AfterAll
    static void close() throws IOException {
        SERVER.close();
    }

    @Test
    @Timeout(120)
    @DisplayName("R60 of 1,000 guesses at most 12 reach the mail server, and the owner gets in meanwhile")
    void ofAThousandGuessesFewReachTheServer() {
        var owner = surfer("198.51.100.7");
        owner.signIn(user, "right");
        var before = SERVER.tried();
        var stranger = surfer("203.0.113.9");

        var answers = Stream.iterate(0, guess -> guess + 1)
                .limit(1_000)
                .map(guess -> basic(stranger, user, "guess" + guess).statusCode())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertThat(SERVER.tried() - before).isLessThanOrEqualTo(12);
        assertThat(answers).containsOnlyKeys(401, 429);
        assertThat(basic(stranger, user, "right").statusCode()).isEqualTo(429);
        assertThat(surfer("198.51.100.8").signIn(user, "right").headers().firstValue("Location"))
                .hasValue("/mail");
        owner.cookies().remove("lettergate");
        var travelling = surfer("203.0.113.9");
        travelling.cookies().putAll(owner.cookies());
        assertThat(travelling.signIn(user, "right").headers().firstValue("Location"))
                .hasValue("/mail");
    }

    @Test
    @DisplayName(
            "R60 an unknown address is answered with the same octets as a known one, also when there were too many")
    void anUnknownAddressIsAnsweredAlike() {
        surfer("198.51.100.7").signIn(user, "right");
        var stranger = surfer("203.0.113.9");

        for (var guess = 0; guess < 12; guess++) {
            var known = basic(stranger, user, "guess" + guess);
            var unknown = basic(stranger, user.replace("robin", "nobody"), "guess" + guess);

            assertThat(unknown.statusCode()).isEqualTo(known.statusCode());
            assertThat(unknown.body()).isEqualTo(known.body()).doesNotContain("no such user", "robin", "nobody");
            assertThat(told(unknown)).isEqualTo(told(known));
        }
    }

    @Test
    @DisplayName("R60 whoever has to wait is told how long: a program by Retry-After, a person in a sentence")
    void saysHowLongToWait() {
        var stranger = surfer("203.0.113.9");
        for (var guess = 0; guess < 12; guess++) {
            basic(stranger, user, "guess" + guess);
        }

        var program = basic(stranger, user, "right");
        stranger.signIn(user, "right");

        assertThat(program.statusCode()).isEqualTo(429);
        assertThat(program.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(program).path("code").asString()).isEqualTo("too-many-sign-ins");
        assertThat(Jsoup.parse(stranger.get("/login?refused").body())
                        .select(".problem")
                        .text())
                .isEqualTo("Too many sign-ins failed, so this one was not tried. Please wait 1 second.");
    }

    @Test
    @DisplayName("R61 signing in gives the session a new id, and so does signing in by itself")
    void aSessionGetsANewId() {
        var robin = surfer("198.51.100.7");
        robin.get("/login");
        var before = robin.cookies().get("lettergate");

        robin.signIn(user, "right", "remember", "true");
        var after = robin.cookies().get("lettergate");
        robin.cookies().remove("lettergate");
        robin.get("/settings/sessions");

        assertThat(after).isNotEqualTo(before);
        assertThat(robin.cookies().get("lettergate")).isNotNull().isNotEqualTo(after);
    }

    @Test
    @DisplayName("R61 cookies are HttpOnly, SameSite=Lax and for no other path; over TLS also Secure and __Host-")
    void cookiesAreFlagged() {
        var plain = surfer("198.51.100.7");
        var overTls = surfer("198.51.100.7");

        var signedIn = plain.signIn(user, "right", "remember", "true").headers().allValues("Set-Cookie");
        var secure =
                overTls.get("/login", "X-Forwarded-Proto", "https").headers().allValues("Set-Cookie");

        assertThat(signedIn)
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .contains("Path=/;", "HttpOnly", "SameSite=Lax")
                        .doesNotContain("Domain", "Secure"))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("lettergate="))
                .anySatisfy(cookie -> assertThat(cookie).startsWith("lettergate-browser="));
        assertThat(secure).singleElement().asString().startsWith("__Host-lettergate=");
        assertThat(secure.getFirst())
                .contains("Path=/;", "HttpOnly", "SameSite=Lax", "Secure")
                .doesNotContain("Domain");
    }

    @Test
    @DisplayName("R61 over TLS only the cookie counts that no other host can set")
    void overTlsABareCookieIsNoSession() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        var id = robin.cookies().get("lettergate");
        robin.cookies().clear();

        var bare = robin.get("/settings/sessions", "X-Forwarded-Proto", "https", "Cookie", "lettergate=" + id);
        robin.cookies().clear();
        var host = robin.get("/settings/sessions", "X-Forwarded-Proto", "https", "Cookie", "__Host-lettergate=" + id);

        assertThat(bare.statusCode()).isEqualTo(302);
        assertThat(host.statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("R61 only a form signs out")
    void onlyAFormSignsOut() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");

        var linked = robin.get("/logout");
        assertThat(linked.statusCode()).isIn(404, 405);
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(200);

        robin.post("/settings/sessions", "/logout");
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(302);
    }

    @Test
    @Timeout(60)
    @DisplayName("R61 a session that is ended elsewhere is over at its next request, and its streams end")
    void aRevokedSessionIsOver() throws IOException, InterruptedException {
        var here = surfer("198.51.100.7");
        here.signIn(user, "right");
        var there = surfer("198.51.100.8");
        there.signIn(user, "right", "remember", "true");
        var stream = there.listen("/api/v1/events");
        var other = items(here).stream()
                .filter(session -> !session.path("current").booleanValue())
                .findFirst()
                .orElseThrow();

        here.post("/settings/sessions", "/settings/sessions/" + other.path("id").asString() + "/end");

        assertThat(stream.count()).isPositive();
        assertThat(there.get("/settings/sessions").statusCode()).isEqualTo(302);
        assertThat(there.get("/api/v1/sessions").statusCode()).isEqualTo(401);
        assertThat(items(here)).hasSize(1);
        var page = Jsoup.parse(here.get("/settings/sessions").body());
        assertThat(page.text()).contains("That browser is signed out.", "This browser", "198.51.100.7");
    }

    @Test
    @DisplayName("R66 nobody ends a session of somebody else, nor learns that it is there")
    void sessionsOfOthersAreNotThere() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        var sam = surfer("198.51.100.9");
        sam.signIn("sam" + user, "right");
        var id = items(robin).getFirst().path("id").asString();

        var others = delete(sam, "sam" + user, "/api/v1/sessions/" + id);
        var nobodys = delete(sam, "sam" + user, "/api/v1/sessions/00000000-0000-0000-0000-000000000000");

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(json(others).path("code").asString()).isEqualTo("no-such-session");
        assertThat(others.body().replace(id, ""))
                .isEqualTo(nobodys.body().replace("00000000-0000-0000-0000-000000000000", ""));
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "R61 who does nothing for half an hour has to sign in again; what a page does by itself counts for nothing")
    void anIdleSessionIsOver() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");

        clock.forward(Duration.ofMinutes(20));
        assertThat(robin.get("/settings/sessions", "Lettergate-By-Itself", "1").statusCode())
                .isEqualTo(200);
        clock.forward(Duration.ofMinutes(11));

        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(302);
    }

    @Test
    @DisplayName("R61 a remembered browser signs in by itself, and an old copy of what it showed ends that for all")
    void aRememberedBrowserSignsInByItself() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right", "remember", "true");
        var thief = surfer("203.0.113.9");
        thief.cookies().put("lettergate-browser", robin.cookies().get("lettergate-browser"));

        clock.forward(Duration.ofMinutes(40));
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(200);
        clock.forward(Duration.ofMinutes(2));
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(200);

        var stolen = thief.get("/login");
        assertThat(Jsoup.parse(stolen.body()).select(".problem").text()).contains("an old copy");
        assertThat(thief.get("/settings/sessions").statusCode()).isEqualTo(302);
        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(302);
        robin.signIn(user, "right");
        assertThat(Jsoup.parse(robin.get("/settings/sessions").body())
                        .select(".problem")
                        .text())
                .contains("somebody at 203.0.113.9 showed an old copy");
    }

    @Test
    @DisplayName("R61 a browser that nobody asked to be remembered is not, nor one that signed out")
    void onlyWhoAskedIsRemembered() {
        var once = surfer("198.51.100.7");
        once.signIn(user, "right");
        once.cookies().remove("lettergate");
        var left = surfer("198.51.100.7");
        left.signIn(user, "right", "remember", "true");
        left.post("/settings/sessions", "/logout");

        assertThat(once.get("/settings/sessions").statusCode()).isEqualTo(302);
        assertThat(left.get("/settings/sessions").statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(left.get("/login").body()).select("#address").attr("value"))
                .isEmpty();
    }

    @Test
    @DisplayName("R61 where no password is at hand, a remembered browser only knows the address")
    void withoutAPasswordOnlyTheAddressIsKnown() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right", "remember", "true");
        SERVER.takes("another");
        failUpstream(robin);
        robin.cookies().remove("lettergate");

        assertThat(robin.get("/settings/sessions").statusCode()).isEqualTo(302);
        assertThat(Jsoup.parse(robin.get("/login").body()).select("#address").attr("value"))
                .isEqualTo(user);
    }

    @Test
    @DisplayName("R60 a server that refused what we hold is not asked again before there is a new password")
    void aRefusedPasswordIsNotTriedAgain() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        SERVER.takes("another");
        failUpstream(robin);
        var before = SERVER.tried();

        for (var times = 0; times < 20; times++) {
            failUpstream(robin);
        }

        assertThat(SERVER.tried()).isEqualTo(before);
        var account = json(robin.get("/api/v1/accounts")).path("items").path(0);
        assertThat(account.path("state").asString()).isEqualTo("auth-failed");
        assertThat(account.path("problem").asString()).contains("refused the address or the password");
        assertThat(robin.get("/api/v1/accounts/" + account.path("id").asString())
                        .statusCode())
                .isEqualTo(200);
        var page = Jsoup.parse(robin.get("/accounts").body());
        assertThat(page.text()).contains("Password refused", "Please type the new password.");

        robin.post("/accounts", "/accounts/" + account.path("id").asString() + "/password", "password", "another");
        assertThat(json(robin.get("/api/v1/accounts"))
                        .path("items")
                        .path(0)
                        .path("state")
                        .asString())
                .isEqualTo("connected");
    }

    @Test
    @Timeout(120)
    @DisplayName("R62 every change without the page's token is refused")
    void noChangeWithoutTheToken() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        var account = json(robin.get("/api/v1/accounts"))
                .path("items")
                .path(0)
                .path("id")
                .asString();
        robin.get("/settings/sessions");
        Map<String, Integer> answers = new HashMap<>();

        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .filter(method -> !SAFE.contains(method))
                        .forEach(method -> mapping.getPatternValues()
                                .forEach(path -> answers.put(
                                        method + " " + path,
                                        robin.send(
                                                        method.name(),
                                                        filled(path, account),
                                                        "{}",
                                                        "Content-Type",
                                                        "application/json")
                                                .statusCode()))));

        assertThat(answers)
                .hasSizeGreaterThan(50)
                .allSatisfy((call, status) -> assertThat(status).as(call).isEqualTo(403));
        assertThat(robin.send("POST", "/login", "", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(403);
        assertThat(robin.send("POST", "/logout", "", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @Timeout(180)
    @DisplayName("R62 no GET changes anything")
    void noGetChangesAnything() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        var account = json(robin.get("/api/v1/accounts"))
                .path("items")
                .path(0)
                .path("id")
                .asString();
        var before = contents();
        List<String> called = new ArrayList<>();

        mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(path -> !path.equals("/api/v1/events"))
                .forEach(path -> {
                    robin.get(filled(path, account));
                    called.add(path);
                });

        assertThat(called).hasSizeGreaterThan(40);
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    @DisplayName("R62 a call with an Authorization header is never let in by a cookie")
    void cookiesDoNotHelpWhoSendsAnAuthorization() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right", "remember", "true");

        assertThat(robin.get("/api/v1/sessions", "Authorization", "Bearer nonsense")
                        .statusCode())
                .isEqualTo(401);
        assertThat(basic(robin, user, "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("R62 what a page of another site asks for is refused, also a stream and with the token")
    void otherSitesAreTurnedAway() {
        var robin = surfer("198.51.100.7");
        robin.signIn(user, "right");
        var token = Jsoup.parse(robin.get("/settings/sessions").body())
                .select("input[name=_csrf]")
                .attr("value");

        for (var from : List.of(
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"),
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "http://127.0.0.1:1"))) {
            assertThat(robin.get("/api/v1/events", from.getFirst(), from.getLast())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(form(robin, token, from.getFirst(), from.getLast()).statusCode())
                    .isEqualTo(403);
        }
        assertThat(robin.get("/api/v1/events", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(robin.get("/api/v1/sessions", "Origin", "https://evil.example")
                        .headers()
                        .map())
                .doesNotContainKey("access-control-allow-origin");
        assertThat(form(robin, token, "Sec-Fetch-Site", "same-origin").statusCode())
                .isEqualTo(302);
    }

    private static HttpResponse<String> form(Surfer surfer, String token, String header, String value) {
        return surfer.send(
                "POST",
                "/settings/sessions/others/end",
                "_csrf=" + token.replace("+", "%2B").replace("=", "%3D"),
                "Content-Type",
                "application/x-www-form-urlencoded",
                header,
                value);
    }

    @Test
    @DisplayName("R83 only under its own names, and no address is made from the name that a stranger sent")
    void answersUnderItsOwnNamesOnly() throws IOException {
        var redirect = "GET /mail HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";

        assertThat(raw(redirect.formatted("evil.example")))
                .startsWith("HTTP/1.1 400")
                .contains("not reached under this name");
        assertThat(raw(redirect.formatted("127.0.0.1:" + port))).contains("Location: /login\r\n");
        assertThat(raw(redirect.formatted("mail.vale.example"))).contains("Location: /login\r\n");
        assertThat(raw("GET /mail HTTP/1.1\r\nHost: mail.vale.example\r\nX-Forwarded-Host: evil.example\r\n"
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /actuator/health HTTP/1.1\r\nHost: 10.0.0.7\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Something for which the mail server has to be asked anew. */
    private void failUpstream(Surfer surfer) {
        var account = json(surfer.get("/api/v1/accounts"))
                .path("items")
                .path(0)
                .path("id")
                .asString();
        surfer.get("/api/v1/accounts/" + account + "/mailboxes");
    }

    private Map<String, String> contents() {
        Map<String, String> contents = new HashMap<>();
        database.sql("SELECT name FROM sqlite_master WHERE type = 'table'").query(String.class).list().stream()
                .filter(table -> !ASIDE.contains(table) && !table.matches("sqlite_.*|store_words.*"))
                .forEach(table -> contents.put(
                        table,
                        database.sql("SELECT * FROM \"" + table + "\"")
                                .query()
                                .listOfRows()
                                .toString()));
        return contents;
    }

    private static String filled(String path, String account) {
        return path.replaceAll("\\{account(:([^{}]|\\{[^}]*})*)?}", account)
                .replaceAll("\\{[^{}:]*(:([^{}]|\\{[^}]*})*)?}", "x")
                .replaceAll("\\*+", "x");
    }

    private List<JsonNode> items(Surfer surfer) {
        List<JsonNode> items = new ArrayList<>();
        json(surfer.get("/api/v1/sessions")).path("items").forEach(items::add);
        return items;
    }

    private static HttpResponse<String> delete(Surfer surfer, String user, String path) {
        return surfer.send("DELETE", path, "", "Authorization", authorization(user, "right"));
    }

    private static HttpResponse<String> basic(Surfer surfer, String user, String password) {
        return surfer.get("/api/v1/accounts", "Authorization", authorization(user, password));
    }

    private static String authorization(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> told(HttpResponse<String> answer) {
        var told = new HashMap<>(answer.headers().map());
        told.remove("date");
        return told;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private Surfer surfer(String address) {
        var surfer = new Surfer(port, address);
        surfers.add(surfer);
        return surfer;
    }
}
