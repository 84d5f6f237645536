package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole Lettergate in a Java of its own that collects one maildrop, and is asked over REST. */
final class CollectingLettergate implements AutoCloseable {

    private final ChildLettergate child;
    private final String credentials;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String account;

    private CollectingLettergate(ChildLettergate child, String user) throws IOException, InterruptedException {
        this.child = child;
        this.credentials =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));
        this.account =
                "/api/v1/accounts/" + get("/api/v1/accounts").at("/items/0/id").asString();
    }

    /** Starts one and signs the user in; it keeps everything in the directory. */
    static CollectingLettergate of(
            String user, int pop3Port, Path directory, List<String> javaOptions, String... arguments)
            throws IOException, InterruptedException {
        var all = Stream.concat(
                Stream.of(
                        "--lettergate.domains[0].protocol=POP3",
                        "--lettergate.domains[0].pop3.host=127.0.0.1",
                        "--lettergate.domains[0].pop3.port=" + pop3Port,
                        "--lettergate.domains[0].pop3.encryption=NONE"),
                Stream.of(arguments));
        var child = ChildLettergate.before(1, directory, javaOptions, all.toArray(String[]::new));
        try {
            return new CollectingLettergate(child, user);
        } catch (IOException | InterruptedException | RuntimeException | AssertionError failure) {
            child.close();
            throw failure;
        }
    }

    /** The same Lettergate for another mailbox of that server. */
    CollectingLettergate with(String another) throws IOException, InterruptedException {
        return new CollectingLettergate(child, another);
    }

    ChildLettergate child() {
        return child;
    }

    /** The path of the account. */
    String account() {
        return account;
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        var answer = client.send(request(path).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    InputStream raw(String path) throws IOException, InterruptedException {
        var answer = client.send(request(path).build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    HttpResponse<String> send(String method, String path, String json) throws IOException, InterruptedException {
        var request =
                request(path).header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Has the window of the account set, its plan read. */
    void keep(String window) throws IOException, InterruptedException {
        var plan = send("POST", account + "/pop3/plans", window);
        assertThat(plan.statusCode()).as(plan.body()).isLessThan(300);
        var token = JsonMapper.shared().readTree(plan.body()).path("token").asString();
        var body = "{\"window\": %s, \"token\": \"%s\"}".formatted(window, token);
        var set = send("PUT", account + "/pop3", body);
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }

    /** Looks now, and waits for the end of the look. */
    JsonNode look() throws IOException, InterruptedException {
        return look(20);
    }

    /** Looks now, and asks so often in milliseconds whether it ended. */
    JsonNode look(long pause) throws IOException, InterruptedException {
        var asked = send("POST", account + "/pop3/polls", "{}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var look = JsonMapper.shared().readTree(asked.body());
        while (!look.has("endedAt")) {
            TimeUnit.MILLISECONDS.sleep(pause);
            look = get(account + "/pop3/polls/" + look.path("id").asString());
        }
        return look;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(child.uri(path)).header("Authorization", credentials);
    }

    @Override
    public void close() {
        client.close();
        child.close();
    }
}
