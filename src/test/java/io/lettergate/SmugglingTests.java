package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Commands put into whatever a caller may send: what reaches the mail server is only what Lettergate says itself. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SmugglingTests {

    private static final String USER = "sam@hill.example";
    private static final GreenMail SERVER = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    private static final List<String> PIECES = List.of(
            "\r\nZ9 DELETE Evil\r\n",
            "\r",
            "\n",
            "\0",
            "\"",
            "\\",
            "{5}",
            "{5+}\r\n",
            "(",
            ")",
            "*",
            "%",
            " ",
            "\t",
            "Z9",
            "DELETE Evil",
            "\u0085",
            "\u2028",
            "\u760D\u760A",
            "\u010D\u010A",
            "\u00E9",
            "\uD83D\uDEA2",
            "\uD800",
            "&AGE-",
            "&",
            "~",
            "a",
            "x".repeat(70),
            "]",
            "$seen",
            "\\Seen",
            "from:",
            "NIL",
            "\u007F",
            "\u001B");

    private static CommandRecorder recorder;

    @LocalServerPort
    private int port;

    private final Random random = new Random(40);
    private Caller caller;
    private String account;
    private String message;

    @DynamicPropertySource
    static void server(DynamicPropertyRegistry registry) {
        SERVER.start();
        SERVER.setUser(USER, USER, "demo")
                .deliver(GreenMailUtil.createTextEmail(
                        USER,
                        "ada@example.org",
                        "Boats",
                        "At noon.",
                        SERVER.getImap().getServerSetup()));
        recorder = CommandRecorder.before(SERVER.getImap().getPort());
        Served.by(registry, 0, "hill.example", recorder.port(), "NONE");
    }

    @AfterAll
    static void stop() throws IOException {
        recorder.close();
        SERVER.stop();
    }

    @BeforeEach
    void arrive() {
        caller = Caller.byPassword(port, USER, "demo");
        account =
                "/api/v1/accounts/" + json("/api/v1/accounts").at("/items/0/id").asString();
        message = json(account + "/mailboxes/role:inbox/messages")
                .at("/items/0/id")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name of a mailbox",
                "new name",
                "keyword",
                "keywords",
                "keyword to file with",
                "search",
                "sender sought",
                "cursor",
                "who is granted",
                "mailbox of the path",
                "message of the path",
                "destination",
                "search id",
                "received at",
                "undo",
                "copy's place"
            })
    @DisplayName("R40 random strings in every field put no command on the wire")
    void nothingIsSmuggled(String field) {
        var before = recorder.names().size();

        for (int times = 0; times < 40; times++) {
            send(field, anything());
        }

        assertThat(recorder.faults()).isEmpty();
        assertThat(recorder.names())
                .hasSizeGreaterThanOrEqualTo(Math.max(before, 1))
                .doesNotContain("DELETE", "LOGOUT", "STARTTLS", "XAPPLEPUSHSERVICE");
        assertThat(caller.get(account + "/messages/" + message).statusCode()).isEqualTo(200);
    }

    @Test
    void theRecorderSeesWhatIsSmuggled() throws IOException {
        try (var own = CommandRecorder.before(SERVER.getImap().getPort());
                var client = Wire.to("127.0.0.1", own.port())) {
            client.expect("* OK");
            client.send("A1 NOOP {3+}\r\nZ9 DELETE\r\nx\r\nZ9 DELETE Evil");
            client.linesUntil("Z9 ");

            assertThat(own.names()).containsExactly("NOOP", "DELETE");
            assertThat(own.faults()).hasSize(2);
        }
    }

    @Test
    @DisplayName("R41 names and passwords with line ends, NUL or other control characters never reach a server")
    void credentialsCarryNoCommand() {
        var before = recorder.names().size();
        Consumer<String> refused = secret -> {
            try (var somebody = Caller.byPassword(port, USER, secret)) {
                assertThat(somebody.get("/api/v1/accounts").statusCode()).isEqualTo(401);
            }
            try (var somebody = Caller.byPassword(port, secret + USER, "demo")) {
                assertThat(somebody.get("/api/v1/accounts").statusCode()).isIn(400, 401, 422);
            }
        };

        for (char control = 0; control < ' '; control++) {
            refused.accept("de" + control + "mo");
        }
        refused.accept("demo\u007F");
        refused.accept("demo\r\nZ9 DELETE Evil\r\n");

        assertThat(recorder.faults()).isEmpty();
        assertThat(recorder.names()).as("nobody was even asked").hasSize(before);
    }

    @Test
    @DisplayName("R41 a password of letters that end lines in eight bits is one word on the wire")
    void lettersThatLookLikeLineEndsAreLetters() {
        try (var somebody = Caller.byPassword(port, USER, "de\u760D\u760AZ9 DELETE Evil\u760D\u760A")) {
            assertThat(somebody.get("/api/v1/accounts").statusCode()).isEqualTo(401);
        }

        assertThat(recorder.faults()).isEmpty();
        assertThat(recorder.names()).doesNotContain("DELETE");
    }

    private void send(String field, String text) {
        var json = JsonNodeFactory.instance.stringNode(text).toString();
        var url = encoded(text);
        var messages = account + "/mailboxes/role:inbox/messages";
        switch (field) {
            case "name of a mailbox" -> post(account + "/mailboxes", "{\"name\": " + json + "}");
            case "new name" -> patch(account + "/mailboxes/role:archive", "{\"name\": " + json + "}");
            case "keyword" -> patch(account + "/messages/" + message, "{\"keywords\": {" + json + ": true}}");
            case "keywords" ->
                post(
                        account + "/message-changes",
                        "{\"ids\": [\"" + message + "\"], \"keywords\": {" + json + ": false}}");
            case "keyword to file with" ->
                caller.send("POST", messages + "?keywords=" + url, "message/rfc822", "Subject: x\r\n\r\nx\r\n");
            case "search" -> caller.get(messages + "?q=" + url);
            case "sender sought" -> caller.get(messages + "?q=from%3A" + url);
            case "cursor" -> caller.get(messages + "?cursor=" + url);
            case "who is granted" ->
                caller.send(
                        "PUT",
                        account + "/mailboxes/role:inbox/grants/x" + url,
                        "application/json",
                        "{\"rights\": [\"read\"]}");
            case "mailbox of the path" -> caller.get(account + "/mailboxes/x" + url + "/messages");
            case "message of the path" -> caller.get(account + "/messages/x" + url);
            case "destination" ->
                post(account + "/message-changes", "{\"ids\": [\"" + message + "\"], \"copyTo\": " + json + "}");
            case "search id" -> caller.get(messages + "?q=x&searchId=" + url);
            case "received at" ->
                caller.send("POST", messages + "?receivedAt=" + url, "message/rfc822", "Subject: x\r\n\r\nx\r\n");
            case "undo" -> post(account + "/message-changes", "{\"undo\": " + json + "}");
            case "copy's place" -> post(account + "/copies/plans", "{\"mailbox\": " + json + ", \"to\": " + json + "}");
            default -> throw new IllegalArgumentException(field);
        }
    }

    private void post(String path, String body) {
        caller.send("POST", path, "application/json", body);
    }

    private void patch(String path, String body) {
        caller.send("PATCH", path, "application/json", body);
    }

    private String anything() {
        return IntStream.range(0, 1 + random.nextInt(6))
                .mapToObj(piece -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private JsonNode json(String path) {
        return JsonMapper.shared().readTree(caller.get(path).body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
