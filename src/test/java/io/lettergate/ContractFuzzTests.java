package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks the running product for everything its contract names, and gets ever more of it wrong: types, bounds, missing and
 * unknown fields, broken cursors, control characters. The demo's mail is behind it, so that what is right does something.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(1200)
class ContractFuzzTests {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long SEED = 20261122;
    private static final Duration A_WHILE = Duration.ofSeconds(40);

    /** Would take away what the others need, or never ends. */
    private static final Set<String> LEFT_OUT = Set.of(
            "GET /api/v1/events",
            "DELETE /api/v1/accounts/{account}",
            "POST /api/v1/accounts/{account}/switches",
            "POST /api/v1/accounts/{account}/copies",
            "DELETE /api/v1/accounts/{account}/mailboxes/{mailbox}",
            "DELETE /api/v1/accounts/{account}/mailboxes/{mailbox}/messages");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "x",
            "x".repeat(70_000),
            "\u0000",
            "a\r\nA001 LOGOUT\r\n",
            "a\nb",
            "\u0085\u2028\u2029",
            "\uD800",
            "\uFEFF\u202E\u200B",
            "..",
            "../../etc/passwd",
            "%00",
            "%",
            "*",
            "\"",
            "\\",
            "{5}",
            "'; DROP TABLE accounts; --",
            "<script>alert(1)</script>",
            "role:",
            "role:none",
            "null",
            "true",
            "-1",
            "0",
            "1",
            "2147483647",
            "2147483648",
            "-9223372036854775809",
            "99999999999999999999999999999999",
            "1e999",
            "NaN",
            "2026-99-99T99:99:99Z",
            "+999999999-12-31T23:59:59Z",
            "P99999999999D",
            "00000000-0000-0000-0000-000000000000",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "AAAAAAAAAAAAAAAA",
            "________________",
            "eyJhIjoxfQ",
            "日本語 🚢");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "201",
            "1.5",
            "1e3",
            "2147483648",
            "-9223372036854775808",
            "9223372036854775807",
            "9223372036854775808",
            "1e400",
            "123456789012345678901234567890123456789012345678901234567890");

    @LocalServerPort
    private int port;

    private final Random random = new Random(SEED);
    private final Set<String> faults = new TreeSet<>();
    private final Map<Integer, Integer> answered = new LinkedHashMap<>();
    private Caller caller;
    private Contract contract;
    private List<Map<String, String>> places;

    @BeforeAll
    void arrive() {
        caller = Caller.byPassword(port, "robin@vale.example", "demo");
        contract = Contract.of(new String(caller.get("/api/v1/openapi.json").body(), UTF_8));
        places = json(caller.get("/api/v1/accounts"))
                .at("/items")
                .valueStream()
                .map(account -> place("/api/v1/accounts/" + account.path("id").asString()))
                .toList();
    }

    @AfterAll
    void leave() {
        caller.close();
    }

    private Map<String, String> place(String at) {
        var message =
                json(caller.get(at + "/mailboxes/role:inbox/messages?limit=2")).at("/items/1");
        var key = json(caller.get(at + "/pop3/ledger")).at("/items/0/key").asString("none");
        return Map.of(
                "account", at.substring(at.lastIndexOf('/') + 1),
                "mailbox", message.path("mailboxId").asString(),
                "id", message.path("id").asString(),
                "number", "1",
                "key", key);
    }

    @Test
    @DisplayName("R81 whatever is sent to the API, it answers with a sentence and never with a fault of ours")
    void nothingSentToTheApiIsAFaultOfOurs() {
        fuzz(A_WHILE);
    }

    /** The same for as many minutes as the property says. */
    @Test
    @EnabledIfSystemProperty(named = "lettergate.fuzz.minutes", matches = "[0-9]+")
    void nothingSentForLongIsAFaultOfOurs() {
        random.setSeed(System.nanoTime());
        fuzz(Duration.ofMinutes(Integer.getInteger("lettergate.fuzz.minutes")));
    }

    @Test
    @DisplayName("R81 an unknown field is refused with its name, wherever it stands")
    void anUnknownFieldIsRefusedWithItsName() {
        var asked = new ArrayList<String>();
        for (var operation : operations()) {
            contract.body(operation)
                    .map(contract::sample)
                    .filter(JsonNode::isObject)
                    .ifPresent(sample -> {
                        var body = ((ObjectNode) sample.deepCopy()).put("harbour", 1);
                        var answer = send(operation, path(operation, places.getFirst()), body.toString());

                        assertThat(answer.statusCode())
                                .as(operation + " " + text(answer))
                                .isEqualTo(400);
                        assertThat(json(answer).at("/detail").asString())
                                .as(operation.toString())
                                .contains("\"harbour\"");
                        assertThat(json(answer).at("/errors/0/pointer").asString())
                                .as(operation.toString())
                                .isEqualTo("/harbour");
                        asked.add(operation.path());
                    });
        }

        assertThat(asked).hasSizeGreaterThan(12);
    }

    private void fuzz(Duration time) {
        faults.clear();
        var end = Instant.now().plus(time);
        var operations = operations();
        var rounds = 0;
        for (; Instant.now().isBefore(end); rounds++) {
            for (var operation : operations) {
                if (Instant.now().isAfter(end)) {
                    break;
                }
                var place = places.get(random.nextInt(places.size()));
                check(operation, send(operation, spoiledPath(operation, place), spoiledBody(operation)));
            }
        }

        assertThat(rounds).as("rounds over all operations").isGreaterThan(1);
        assertThat(answered).as("kinds of answers").containsKeys(200, 400, 404);
        assertThat(faults).isEmpty();
    }

    private void check(Contract.Operation operation, HttpResponse<byte[]> answer) {
        var status = answer.statusCode();
        answered.merge(status, 1, Integer::sum);
        var asked = operation.method() + " " + answer.uri().getRawPath() + "?"
                + answer.uri().getRawQuery();
        if (status >= 500) {
            faults.add(asked + " → " + status + " " + shortened(text(answer)));
        } else if (status >= 400) {
            var type = answer.headers().firstValue("Content-Type").orElse("none");
            // What the server refuses before it knows for whom: an address that is none, or too long.
            var early = type.startsWith("text/plain") && text(answer).endsWith(".\n");
            var problem = type.startsWith("application/problem+json")
                    && json(answer).path("detail").asString("").matches("(?s)\\S.*[.!?]");
            if (!early && !problem) {
                faults.add(asked + " → " + status + " " + type + " " + shortened(text(answer)));
            }
        }
    }

    private List<Contract.Operation> operations() {
        return contract.operations().stream()
                .filter(operation -> !LEFT_OUT.contains(operation.method() + " " + operation.path()))
                .toList();
    }

    private String path(Contract.Operation operation, Map<String, String> place) {
        var path = operation.path();
        for (var parameter : operation.parameters("path")) {
            var name = parameter.path("name").asString();
            path = path.replace(
                    "{" + name + "}", encoded(place.getOrDefault(name, "00000000-0000-0000-0000-000000000000")));
        }
        return path;
    }

    /** One time in four a path is wrong; each parameter of the query is there every other time, and mostly wrong. */
    private String spoiledPath(Contract.Operation operation, Map<String, String> place) {
        var spoiled = new LinkedHashMap<>(place);
        for (var parameter : operation.parameters("path")) {
            if (random.nextInt(4 * operation.parameters("path").size()) == 0) {
                var text = any(TEXTS);
                spoiled.put(
                        parameter.path("name").asString(),
                        text.isEmpty() ? "x" : text.substring(0, Math.min(text.length(), 3000)));
            }
        }
        var query = new StringBuilder();
        for (var parameter : operation.parameters("query")) {
            if (random.nextBoolean()) {
                var value = random.nextInt(5) == 0
                        ? contract.sample(parameter.path("schema")).asString("")
                        : random.nextBoolean() ? any(TEXTS) : any(NUMBERS);
                query.append(query.isEmpty() ? "?" : "&")
                        .append(parameter.path("name").asString())
                        .append('=')
                        .append(encoded(value.substring(0, Math.min(value.length(), 6000))));
            }
        }
        return path(operation, spoiled) + query;
    }

    private String spoiledBody(Contract.Operation operation) {
        if (operation.type().isEmpty()) {
            return "";
        }
        var schema = contract.body(operation);
        if (schema.isEmpty()) {
            return any(List.of("Subject: x\r\n\r\nx\r\n", "", "\u0000", "x".repeat(100_000), "a:b\r\n".repeat(5000)));
        }
        var sample = contract.sample(schema.get());
        return switch (random.nextInt(8)) {
            case 0 ->
                any(List.of("", "{", "[]", "null", "1", "\"x\"", "{}", "[[[[", "{\"a\":".repeat(2000), "\uFEFF{}"));
            case 1 -> "[".repeat(40) + "]".repeat(40);
            default -> whole(schema.get(), sample, 1 + random.nextInt(3));
        };
    }

    /** A body with all fields there are, of which some have a value that they should not. */
    private String whole(JsonNode schema, JsonNode sample, int wrong) {
        if (!(sample instanceof ObjectNode object)) {
            return any(TEXTS);
        }
        var body = object.deepCopy();
        var names = new ArrayList<>(schema.path("properties").propertyNames());
        for (var count = 0; count < wrong && !names.isEmpty(); count++) {
            var name = names.get(random.nextInt(names.size()));
            var field = schema.path("properties").path(name);
            switch (random.nextInt(6)) {
                case 0 -> body.remove(name);
                case 1 -> body.putNull(name);
                case 2 -> body.set(name, contract.sample(field));
                default -> body.set(name, odd(3));
            }
        }
        // Numbers that no node can hold go in by their spelling.
        return body.toString().replace("\"NUMBER\"", any(NUMBERS));
    }

    private JsonNode odd(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0, 1 -> NODES.stringNode(any(TEXTS));
            case 2 -> NODES.stringNode("NUMBER");
            case 3 -> NODES.booleanNode(random.nextBoolean());
            case 4 -> NODES.arrayNode().add(odd(depth - 1)).add(odd(depth - 1));
            default -> NODES.objectNode().set(any(TEXTS).substring(0, 0) + "x", odd(depth - 1));
        };
    }

    private HttpResponse<byte[]> send(Contract.Operation operation, String path, String body) {
        return caller.send(operation.method(), path, operation.type().orElse(null), body);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }
}
