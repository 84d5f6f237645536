package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A crawl over all that is served, and all that is refused: the headers of every answer. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class HeadersTests {

    private static final int ENOUGH = 180;
    private static final Set<String> NOT_FOLLOWED = Set.of("/logout");

    @LocalServerPort
    private int port;

    private Visitor visitor;

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @Test
    @DisplayName("R68 R80 R84 every page, picture, file and call of somebody who is signed in carries the headers")
    void everyAnswerToWhoIsSignedInCarriesTheHeaders() {
        visitor.signIn("robin@vale.example", "demo");

        var answers = crawl(starts());

        assertThat(answers).hasSizeGreaterThan(60);
        assertThat(answers.keySet())
                .anyMatch(path -> path.endsWith("/raw"))
                .anyMatch(path -> path.contains("/body/"))
                .anyMatch(path -> path.contains("/part/"))
                .anyMatch(path -> path.startsWith("/content/"))
                .anyMatch(path -> path.startsWith("/assets/"));
        answers.forEach((path, answer) -> assertStanding(path, answer.headers()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/mail",
                "/no/such",
                "/favicon.ico",
                "/assets/none.js",
                "/assets/",
                "/error",
                "/theme",
                "/actuator",
                "/actuator/health",
                "/actuator/env",
                "/content/none",
                "/api",
                "/api/v1/accounts",
                "/api/v1/openapi.json",
                "/api/docs",
                "/api/docs/problems",
                "/api/docs/style.css",
                "/api/v1/events",
                "/api/v1/none",
                "//",
                "/a;b=c",
                "/%2e%2e/x",
                "/a%00b",
                "/a%0d%0aX-Evil:%201",
                "/a%2fb",
                "/login?a=%zz",
                "/h2-console",
                "/swagger-ui/index.html",
                "/v3/api-docs"
            })
    @DisplayName("R68 R80 R84 every answer to a stranger carries the headers, whatever it refuses")
    void everyAnswerToAStrangerCarriesTheHeaders(String path) throws IOException {
        for (var method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PROPFIND")) {
            var answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

            assertStanding(path, headers(answer));
            assertThat(status(answer)).as(method + " " + path).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: nonsense\r\n\r\n",
                "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            })
    @DisplayName("R73 R80 R81 what is no HTTP gets a sentence with the headers, and no word of the program")
    void whatIsNoHttpGetsASentence(String request) throws IOException {
        var answer = raw(request.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

        assertThat(status(answer)).isBetween(302, 505).isNotEqualTo(500);
        assertStanding(request, headers(answer));
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("Exception", "org.apache", "\tat ");
    }

    @Test
    @DisplayName("R81 headers beyond measure are refused with a sentence")
    void headersBeyondMeasureAreRefused() throws IOException {
        var answer = raw("GET /login HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000)
                + "\r\nConnection: close\r\n\r\n");

        assertThat(status(answer)).isIn(400, 431);
        assertStanding("long header", headers(answer));
    }

    @Test
    @DisplayName("R80 a browser is told to demand TLS where it came by TLS, and only there")
    void tlsIsDemandedWhereItWasUsed() throws IOException {
        var plain = raw("GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        var secure = raw(
                "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n" + "Connection: close\r\n\r\n");

        assertThat(headers(plain).firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(headers(secure).firstValue("Strict-Transport-Security"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("max-age="));
    }

    @Test
    @DisplayName("R80 R84 a stream of events carries the headers")
    void aStreamOfEventsCarriesTheHeaders() throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            var credentials = Base64.getEncoder().encodeToString("robin@vale.example:demo".getBytes(US_ASCII));
            socket.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + credentials
                                    + "\r\n\r\n")
                            .getBytes(US_ASCII));
            var answer = new StringBuilder();
            while (!answer.toString().contains("\r\n\r\n")) {
                answer.append((char) socket.getInputStream().read());
            }

            assertThat(status(answer.toString())).isEqualTo(200);
            assertStanding("/api/v1/events", headers(answer.toString()));
        }
    }

    private static void assertStanding(String path, HttpHeaders headers) {
        var policy = headers.allValues("Content-Security-Policy");
        assertThat(policy).as("Content-Security-Policy of " + path).hasSize(1);
        assertThat(policy.getFirst())
                .as(path)
                .contains("default-src 'none'")
                .doesNotContain("unsafe-eval", "https:", "*");
        if (isStrangers(path)) {
            assertThat(policy.getFirst()).as(path).contains("sandbox");
        } else {
            assertThat(policy.getFirst())
                    .as(path)
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe-inline");
        }
        assertThat(headers.firstValue("X-Content-Type-Options")).as(path).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).as(path).hasValue("no-referrer");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).as(path).hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                .as(path)
                .hasValue(
                        path.startsWith("/content/")
                                        && headers.firstValue("Content-Type")
                                                .orElse("")
                                                .startsWith("image/")
                                ? "cross-origin"
                                : "same-origin");
        assertThat(headers.firstValue("Permissions-Policy"))
                .as(path)
                .hasValueSatisfying(features -> assertThat(features).contains("camera=()", "geolocation=()"));
        assertThat(headers.firstValue("Server")).as(path).isEmpty();
        assertThat(headers.firstValue("X-Powered-By")).as(path).isEmpty();
        assertThat(headers.firstValue("Access-Control-Allow-Origin")).as(path).isEmpty();
        assertThat(headers.firstValue("X-Evil")).as(path).isEmpty();
        if (!path.startsWith("/assets/")) {
            assertThat(headers.firstValue("Cache-Control"))
                    .as("Cache-Control of " + path)
                    .hasValueSatisfying(caching -> assertThat(caching).contains("no-store"));
        }
    }

    /** Whether what is served there was written by somebody who sent a letter. */
    private static boolean isStrangers(String path) {
        return path.matches(
                "/message/.*/(body|part|look)/.*|/message/.*/(raw|print|files\\.zip)|/api/v1/.*/(raw|parts/.*)|/content/(?!none).*");
    }

    /** Where the crawl begins: what everybody has, and messages with files and pictures. */
    private List<String> starts() {
        List<String> starts = new ArrayList<>(
                List.of("/mail", "/accounts", "/api/v1/accounts", "/api/v1/none", "/no/such/page", "/theme"));
        var api =
                "/api/v1/accounts/" + json("/api/v1/accounts").at("/items/0/id").asString();
        for (var words : List.of("quay", "Elin", "plan")) {
            json(api + "/mailboxes/role:inbox/messages?limit=3&q=" + words)
                    .at("/items")
                    .forEach(row -> {
                        var id = row.at("/id").asString();
                        starts.add(api.replace("/api/v1/accounts", "/mail") + "/"
                                + row.at("/mailboxId").asString() + "/" + id);
                        starts.addAll(List.of(api + "/messages/" + id, api + "/messages/" + id + "/raw"));
                    });
        }
        return starts;
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(visitor.get(path).body());
    }

    /** Follows all links from there on, until enough was seen of each kind. */
    private Map<String, HttpResponse<String>> crawl(List<String> starts) {
        Map<String, HttpResponse<String>> seen = new LinkedHashMap<>();
        Map<String, Integer> kinds = new LinkedHashMap<>();
        var queue = new ArrayDeque<>(starts);
        while (!queue.isEmpty() && seen.size() < ENOUGH) {
            var path = queue.removeFirst();
            var kind = path.replaceAll("[?].*", "").replaceAll("[A-Za-z0-9_-]{16,}", "…");
            if (seen.containsKey(path) || kinds.merge(kind, 1, Integer::sum) > 6) {
                continue;
            }
            var answer = visitor.get(path);
            seen.put(path, answer);
            assertThat(answer.statusCode()).as(path).isLessThan(500);
            queue.addAll(links(answer));
        }
        return seen;
    }

    private static Set<String> links(HttpResponse<String> answer) {
        if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            return Set.of();
        }
        var page = Jsoup.parse(answer.body(), answer.uri().toString());
        return page.select("[href], [src], [action]:not([method=post])").stream()
                .map(element ->
                        element.absUrl(element.hasAttr("href") ? "href" : element.hasAttr("src") ? "src" : "action"))
                .filter(url -> url.startsWith("http://127.0.0.1:" + answer.uri().getPort() + "/"))
                .map(url -> url.replaceAll("#.*", "").replaceFirst("http://127.0.0.1:[0-9]+", ""))
                .filter(path -> !NOT_FOLLOWED.contains(path))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return until(socket);
        }
    }

    /** What came up to the end of the headers, or a little more: a stream of events has no end. */
    private static String until(Socket socket) throws IOException {
        var text = new StringBuilder();
        var octets = new byte[8192];
        for (int count = socket.getInputStream().read(octets);
                count > 0;
                count = socket.getInputStream().read(octets)) {
            text.append(new String(octets, 0, count, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static int status(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 ");
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static HttpHeaders headers(String answer) {
        var lines = answer.split("\r\n\r\n", 2)[0].lines().skip(1);
        var all = lines.collect(Collectors.groupingBy(
                line -> line.substring(0, line.indexOf(':')),
                Collectors.mapping(line -> line.substring(line.indexOf(':') + 1).strip(), Collectors.toList())));
        return HttpHeaders.of(all, (name, value) -> true);
    }
}
