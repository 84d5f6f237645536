package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Letters under a name of their own: localhost, where the pages are at 127.0.0.1. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "lettergate.data=target/test-data/content-origin",
            "lettergate.demo.enabled=true",
            "lettergate.content-origin=http://localhost:8099"
        })
@Timeout(300)
class ContentOriginTests {

    private static final String ELSEWHERE = "http://localhost:8099";

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("R20 a letter under a name of its own needs no cookie, and its address no longer works signed out")
    void showsLettersUnderTheirName() throws Exception {
        try (var reader = new Surfer(port, "198.51.100.7")) {
            reader.signIn("robin@vale.example", "demo");
            var page = framed(reader);
            var frame = page.select("iframe.sheet").attr("src");
            assertThat(frame).startsWith(ELSEWHERE + "/content/body/");
            assertThat(reader.get("/settings/reading")
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .contains("frame-src 'self' " + ELSEWHERE + ";");

            var letter = elsewhere(frame.substring(ELSEWHERE.length()));

            assertThat(letter.statusCode()).isEqualTo(200);
            assertThat(letter.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors http://127.0.0.1:" + port, "sandbox")
                    .contains("img-src http://localhost:" + port + "/content/");
            assertThat(letter.headers().map()).doesNotContainKey("set-cookie");
            for (var picture : Jsoup.parse(letter.body()).select("img[src^=/content/]")) {
                assertThat(elsewhere(picture.attr("src")).statusCode()).isEqualTo(200);
            }

            reader.post("/settings/reading", "/logout");

            assertThat(elsewhere(frame.substring(ELSEWHERE.length())).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void hasNothingElseUnderThatName() throws Exception {
        for (var path :
                new String[] {"/login", "/mail", "/", "/api/v1/session", "/assets/app.js", "/content/../login"}) {
            var answer = elsewhere(path);

            assertThat(answer.statusCode()).as(path).isIn(400, 404);
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    /** The first letter of the inbox that is HTML. */
    private static org.jsoup.nodes.Document framed(Surfer reader) {
        var inbox = reader.get("/mail")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll("https?://[^/]+", "");
        return Jsoup.parse(reader.get(inbox).body()).select(".row .what a").stream()
                .map(row -> Jsoup.parse(reader.get(row.attr("href")).body()))
                .filter(page -> !page.select("iframe.sheet").isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private HttpResponse<String> elsewhere(String path) throws IOException, InterruptedException {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
