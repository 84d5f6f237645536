package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are too much of something: each gets a sentence, and nobody else waits for it. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class LimitsTests {

    @LocalServerPort
    private int port;

    private Caller caller;

    @BeforeEach
    void arrive() {
        caller = Caller.byPassword(port, "robin@vale.example", "demo");
    }

    @AfterEach
    void leave() {
        caller.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    @DisplayName("R81 JSON that nests beyond measure is refused with a sentence")
    void jsonThatNestsBeyondMeasureIsRefused(String opening) {
        var answer = post("{\"address\": " + opening.repeat(5_000));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(detail(answer)).endsWith(".");
    }

    @Test
    @DisplayName("R81 a number or a name beyond measure is refused with a sentence")
    void aNumberBeyondMeasureIsRefused() {
        assertThat(detail(post("{\"address\": " + "9".repeat(10_000) + "}"))).contains("too long");
        assertThat(detail(post("{\"" + "a".repeat(10_000) + "\": 1}"))).contains("too long");
    }

    @Test
    @DisplayName("R81 a body beyond measure is refused with a sentence, and the connection lives on")
    void aBodyBeyondMeasureIsRefused() {
        var answer = post("{\"address\": \"" + "x".repeat(2 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(detail(answer)).contains("1,048,576");
        assertThat(caller.get("/api/v1/session").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"messages?limit=201", "messages?limit=0", "messages?limit=-1", "messages?limit=99999999999"})
    @DisplayName("R81 a page has at most 200 rows")
    void aPageHasAtMost200Rows(String list) {
        var account = json(caller.get("/api/v1/accounts")).at("/items/0/id").asString();

        var answer = caller.get("/api/v1/accounts/" + account + "/mailboxes/role:inbox/" + list);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/parameter").asString()).isEqualTo("limit");
        assertThat(detail(answer)).endsWith(".");
    }

    @Test
    @Timeout(120)
    @DisplayName("R81 hundreds of requests that never end keep nobody waiting")
    void requestsThatNeverEndKeepNobodyWaiting() throws IOException {
        var credentials = Base64.getEncoder().encodeToString("robin@vale.example:demo".getBytes(US_ASCII));
        var open = new ArrayList<Socket>();
        try {
            for (int count = 0; count < 300; count++) {
                var socket = new Socket("127.0.0.1", port);
                open.add(socket);
                var half = count % 2 == 0
                        ? "GET /login HTTP/1.1\r\nHost: localhost\r\nX-Drip: "
                        : "POST /api/v1/discoveries HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 1000\r\n"
                                + (count % 4 == 1 ? "" : "Authorization: Basic " + credentials + "\r\n") + "\r\n{";
                // Those who are known are fewer than may be in the works at once.
                socket.getOutputStream()
                        .write((count > 60 && count % 4 == 3 ? "GET / HTTP/1.1\r\n" : half).getBytes(US_ASCII));
            }

            assertThat(caller.get("/api/v1/session").statusCode()).isEqualTo(200);
            try (var stranger = Caller.stranger(port)) {
                assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
            }
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private HttpResponse<byte[]> post(String body) {
        return caller.send("POST", "/api/v1/discoveries", "application/json", body);
    }

    private static String detail(HttpResponse<byte[]> answer) {
        return json(answer).path("detail").asString("none");
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(new String(answer.body(), UTF_8));
    }
}
