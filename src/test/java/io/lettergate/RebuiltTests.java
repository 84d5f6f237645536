package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Mail that was collected from a real server comes back from a copy of the data directory, with its database or without. */
@Needs(Need.DOVECOT)
class RebuiltTests {

    @TempDir
    private Path directory;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void comesBackFromACopyAndThenWithoutItsDatabaseAndIsCollectedOnce() throws Exception {
        Stream.of("one", "two", "three").forEach(this::deliver);
        String account;
        String before;
        try (var lettergate = start(directory)) {
            account = account(lettergate);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> subjects(lettergate, account, "role:inbox").size() == 3);
            file(lettergate, account);
            before = everything(lettergate, account);
        }
        var copy = copied();

        try (var lettergate = start(copy)) {
            assertThat(everything(lettergate, account)).isEqualTo(before);
        }
        for (var file : List.of("lettergate.db", "lettergate.db-wal", "lettergate.db-shm")) {
            Files.deleteIfExists(copy.resolve("data").resolve(file));
        }
        assertThatThrownBy(() -> start(copy, "--lettergate.reindex")).hasMessageContaining("It ended with 0");

        try (var lettergate = start(copy)) {
            assertThat(account(lettergate)).isEqualTo(account);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> get(lettergate, "/api/v1/accounts/" + account + "/pop3/polls")
                            .at("/items/0/state")
                            .asString()
                            .equals("done"));
            var polls = get(lettergate, "/api/v1/accounts/" + account + "/pop3/polls");
            var ledger = get(lettergate, "/api/v1/accounts/" + account + "/pop3/ledger");
            assertThat(everything(lettergate, account)).isEqualTo(before);
            assertThat(polls.at("/items/0/collected").asLong(-1))
                    .as(polls.toString())
                    .isZero();
            assertThat(texts(ledger, "state")).containsExactlyInAnyOrder("pinned", "onServer", "onServer");
            assertThat(texts(ledger, "subject")).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    /** One message is labelled and put elsewhere, another is read. */
    private void file(ChildLettergate lettergate, String account) throws IOException, InterruptedException {
        var items = get(lettergate, "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages")
                .path("items");
        var first = "/api/v1/accounts/" + account + "/messages/"
                + items.get(0).path("id").asString();
        var second = "/api/v1/accounts/" + account + "/messages/"
                + items.get(1).path("id").asString();
        patch(lettergate, first, "{\"keywords\": {\"boats\": true, \"$flagged\": true}}");
        patch(lettergate, first, "{\"mailboxId\": \"role:archive\"}");
        patch(lettergate, second, "{\"keywords\": {\"$seen\": true}}");
    }

    private ChildLettergate start(Path at, String... arguments) throws IOException, InterruptedException {
        var all = Stream.concat(
                Stream.of(
                        "--lettergate.domains[0].protocol=POP3",
                        "--lettergate.domains[0].pop3.host=127.0.0.1",
                        "--lettergate.domains[0].pop3.port=" + dovecot.pop3Port(),
                        "--lettergate.domains[0].pop3.encryption=NONE"),
                Stream.of(arguments));
        return ChildLettergate.before(dovecot.imapPort(), at, List.of("-Xmx256m"), all.toArray(String[]::new));
    }

    private Path copied() throws IOException {
        var copy = Files.createDirectories(directory.resolve("copy"));
        try (var files = Files.walk(directory.resolve("data"))) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(directory.relativize(file)));
            }
        }
        return copy;
    }

    private String account(ChildLettergate lettergate) throws IOException, InterruptedException {
        return get(lettergate, "/api/v1/accounts").at("/items/0/id").asString();
    }

    private String everything(ChildLettergate lettergate, String account) throws IOException, InterruptedException {
        var all = new StringBuilder();
        for (var mailbox : List.of("role:inbox", "role:archive")) {
            var items = get(lettergate, "/api/v1/accounts/" + account + "/mailboxes/" + mailbox + "/messages")
                    .path("items");
            for (var item : items) {
                all.append(mailbox)
                        .append(' ')
                        .append(item.path("id").asString())
                        .append(item.path("subject").asString())
                        .append(item.path("keywords"))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private List<String> subjects(ChildLettergate lettergate, String account, String mailbox)
            throws IOException, InterruptedException {
        return texts(get(lettergate, "/api/v1/accounts/" + account + "/mailboxes/" + mailbox + "/messages"), "subject");
    }

    private static List<String> texts(JsonNode page, String field) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path(field).asString())
                .toList();
    }

    private JsonNode get(ChildLettergate lettergate, String path) throws IOException, InterruptedException {
        return sent(HttpRequest.newBuilder(lettergate.uri(path)));
    }

    private void patch(ChildLettergate lettergate, String path, String body) throws IOException, InterruptedException {
        sent(HttpRequest.newBuilder(lettergate.uri(path))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    private JsonNode sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        var credentials = Base64.getEncoder().encodeToString((user + ":" + MailServer.PASSWORD).getBytes(US_ASCII));
        var answer = client.send(
                request.header("Authorization", "Basic " + credentials).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private void deliver(String subject) {
        dovecot.deliver(
                user,
                ("From: ada@example.org\r\nSubject: " + subject + "\r\nMessage-ID: <" + subject + user
                                + ">\r\n\r\nHello.\r\n")
                        .getBytes(US_ASCII));
    }
}
