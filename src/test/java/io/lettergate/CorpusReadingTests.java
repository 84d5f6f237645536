package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every message of the corpus, filed on a real server, can be listed, opened and had back as it came. */
@Needs({Needs.Need.DOVECOT, Needs.Need.CORPUS})
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusReadingTests {

    private static String user;

    @LocalServerPort
    private int port;

    private final Map<Long, Path> files = new TreeMap<>();
    private final List<JsonNode> rows = new ArrayList<>();
    private String account;

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @BeforeAll
    void file() throws IOException {
        var dovecot = DovecotServer.shared();
        user = dovecot.freshUser();
        try (var imap = dovecot.imap(user);
                var found = Files.list(Requirements.corpus().resolve("mime/open"))) {
            for (var file : found.filter(path -> path.toString().endsWith(".eml"))
                    .sorted()
                    .toList()) {
                imap.append("INBOX", Files.readAllBytes(file), Instant.parse("2026-11-20T08:30:00Z"));
                files.put((long) files.size() + 1, file);
            }
        }
        try (var visitor = new Visitor(port)) {
            account = json(visitor, "/api/v1/accounts").at("/items/0/id").asString();
            list(visitor);
        }
    }

    private void list(Visitor visitor) {
        var path = "/api/v1/accounts/" + account + "/mailboxes/role:inbox/messages?limit=200";
        for (var page = json(visitor, path); ; page = json(visitor, path + "&cursor=" + next(page))) {
            page.at("/items").forEach(rows::add);
            if (next(page).isEmpty()) {
                return;
            }
        }
    }

    private static String next(JsonNode page) {
        return page.at("/page/next").asString("");
    }

    @Test
    void eachIsListed() {
        assertThat(files).hasSizeGreaterThan(1000);
        assertThat(rows)
                .hasSameSizeAs(files.keySet())
                .allMatch(row -> row.path("readable").asBoolean());
    }

    @Test
    void eachOpensAsJson() {
        try (var visitor = new Visitor(port)) {
            for (var row : rows) {
                var answer = visitor.call("GET", message(row) + "?body=text,html", user, DovecotServer.PASSWORD, "");

                assertThat(answer.statusCode())
                        .as("%s: %s", row, new String(answer.body(), ISO_8859_1))
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void eachOpensAsAPage() {
        try (var visitor = new Visitor(port)) {
            visitor.signIn(user, DovecotServer.PASSWORD);
            for (var row : rows) {
                var id = row.path("id").asString();
                var page = visitor.get("/mail/" + account + "/role:inbox/" + id);

                assertThat(page.statusCode()).as("%s: %s", row, page.body()).isEqualTo(200);
                assertThat(Visitor.document(page).select("#subject"))
                        .as(row.toString())
                        .isNotEmpty();
                Visitor.document(page)
                        .select("iframe")
                        .forEach(frame -> assertThat(
                                        visitor.get(frame.attr("src")).statusCode())
                                .as(row.toString())
                                .isEqualTo(200));
            }
        }
    }

    @Test
    @DisplayName("R52 each opens as text, whatever it is")
    void eachOpensAsText() {
        try (var visitor = new Visitor(port)) {
            visitor.signIn(user, DovecotServer.PASSWORD);
            for (var row : rows) {
                var id = row.path("id").asString();
                var page = visitor.get("/message/" + account + "/" + id + "/plain");

                assertThat(page.statusCode()).as("%s: %s", row, page.body()).isEqualTo(200);
            }
        }
    }

    /** As one FETCH of all octets gives it: Dovecot itself turns a bare LF into CRLF, and NUL into 0x80. */
    @Test
    void eachComesBackAsTheServerHasIt() throws IOException {
        try (var visitor = new Visitor(port);
                var imap = DovecotServer.shared().imap(user)) {
            imap.command("EXAMINE INBOX");
            for (int index = 0; index < rows.size(); index++) {
                var uid = rows.size() - index;
                var raw = visitor.call("GET", message(rows.get(index)) + "/raw", user, DovecotServer.PASSWORD, "");

                assertThat(raw.statusCode()).isEqualTo(200);
                assertThat(new String(raw.body(), ISO_8859_1))
                        .as(files.get((long) uid).toString())
                        .isEqualTo(new String(imap.fetch(uid), ISO_8859_1));
            }
        }
    }

    private String message(JsonNode row) {
        return "/api/v1/accounts/" + account + "/messages/" + row.path("id").asString();
    }

    private JsonNode json(Visitor visitor, String path) {
        var answer = visitor.call("GET", path, user, DovecotServer.PASSWORD, "");
        assertThat(answer.statusCode())
                .as(new String(answer.body(), ISO_8859_1))
                .isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }
}
