package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is changed in mailboxes while connections break, other programs interfere, and there is no room. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class MailboxVerbsTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static CuttingProxy proxy;
    private static DovecotServer poor;

    @LocalServerPort
    private int port;

    private Visitor visitor;
    private String user;
    private String account;

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        poor = DovecotServer.without("MOVE");
        proxy = CuttingProxy.before(poor);
        Served.by(registry, 0, "vale.example", proxy.port(), "NONE");
    }

    @BeforeEach
    void arrive() {
        visitor = new Visitor(port);
        user = poor.freshUser();
        account = "/api/v1/accounts/"
                + json(call("GET", "/api/v1/accounts", "")).at("/items/0/id").asString();
    }

    @AfterEach
    void leave() {
        visitor.close();
    }

    @AfterAll
    static void stop() throws IOException {
        proxy.close();
    }

    @Test
    @DisplayName("I7 a move that breaks after the copy is finished with the next request")
    void finishesAMoveThatBrokeAfterTheCopy() {
        deliver("one");
        proxy.cutBefore("UID STORE");

        var outcome = move(inbox().getFirst());

        assertThat(outcome).isEqualTo("unknown");
        assertThat(inbox()).isEmpty();
        assertThat(messages("role:archive")).hasSize(1);
    }

    @Test
    @DisplayName("I7 a move whose copy was not confirmed is found out and finished")
    void finishesAMoveWhoseCopyWasNotConfirmed() {
        deliver("one");
        proxy.cutAfter("UID COPY");

        var outcome = move(inbox().getFirst());

        assertThat(outcome).isEqualTo("unknown");
        assertThat(inbox()).isEmpty();
        assertThat(messages("role:archive")).hasSize(1);
    }

    @Test
    @DisplayName("I7 a move that broke before the copy leaves the message where it was")
    void undoesAMoveThatBrokeBeforeTheCopy() {
        deliver("one");
        proxy.cutBefore("UID COPY");

        var outcome = move(inbox().getFirst());

        assertThat(outcome).isEqualTo("unknown");
        assertThat(inbox()).hasSize(1);
        assertThat(messages("role:archive")).isEmpty();
    }

    @Test
    @DisplayName("I8 a message whose filing was not confirmed is there once")
    void filesOnceThoughTheConnectionBroke() {
        proxy.cutAfter("APPEND");

        var answer = file("role:archive", "Subject: once\r\nMessage-ID: <once@example.org>\r\n\r\nWords.\r\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(messages("role:archive"))
                .containsExactly(json(answer).at("/id").asString());
    }

    @Test
    @DisplayName("I8 a message that did not reach the server is filed again")
    void filesAgainWhatDidNotArrive() {
        proxy.cutBefore("APPEND");

        var answer = file("role:archive", "Subject: once\r\nMessage-ID: <once@example.org>\r\n\r\nWords.\r\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(messages("role:archive")).hasSize(1);
    }

    @Test
    @DisplayName("R40 I10 keywords and names with line ends, NUL, quotes and stars carry no command")
    void namesAndKeywordsCarryNoCommand() {
        deliver("one");
        var id = inbox().getFirst();

        var keyword = changes("{\"ids\": [\"" + id + "\"], \"keywords\": {\"x)\\r\\nZ9 DELETE Archive\\r\\n\": true}}");
        var broken = create("x\\r\\nZ9 DELETE Archive");
        var nothing = create("a\\u0000b");
        var quoted = create("5\\\" \\\\ {3} 🚢");

        assertThat(keyword.statusCode()).isEqualTo(400);
        assertThat(json(broken).at("/code").asString()).isEqualTo("mailbox-name-invalid");
        assertThat(json(nothing).at("/code").asString()).isEqualTo("mailbox-name-invalid");
        assertThat(quoted.statusCode()).isEqualTo(201);
        assertThat(json(quoted).at("/name").asString()).isEqualTo("5\" \\ {3} 🚢");
        assertThat(call("GET", account + "/mailboxes/role:archive", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("I11 a mailbox that another program removed is gone, and out of the tree")
    void aMailboxRemovedElsewhereIsGone() throws IOException {
        var id = json(create("Harbour")).at("/id").asString();
        call("GET", account + "/mailboxes", "");
        try (var imap = poor.imap(user)) {
            imap.command("DELETE Harbour");
        }

        var list = call("GET", account + "/mailboxes/" + id + "/messages", "");
        var again = call("GET", account + "/mailboxes/" + id, "");

        assertThat(json(list).at("/code").asString()).isEqualTo("no-such-mailbox");
        assertThat(json(again).at("/code").asString()).isEqualTo("no-such-mailbox");
    }

    @Test
    void oneThatIsGoneNeverFailsTheOthersAndTheRestComesBack() throws IOException {
        deliver("one");
        deliver("two");
        deliver("three");
        var ids = inbox();
        try (var imap = poor.imap(user)) {
            imap.command("SELECT INBOX");
            imap.command("STORE 2 +FLAGS (\\Deleted)");
            imap.command("EXPUNGE");
        }

        var moved = json(changes("{\"ids\": [\"" + String.join("\", \"", ids) + "\", \"nonsense\"], \"moveTo\":"
                + " \"role:archive\"}"));
        var back = json(changes("{\"undo\": \"" + moved.at("/undo").asString() + "\"}"));

        assertThat(moved.findValuesAsString("result")).containsExactly("done", "gone", "done", "gone");
        assertThat(back.findValuesAsString("result")).containsExactly("done", "done");
        assertThat(inbox()).hasSize(2);
        assertThat(messages("role:archive")).isEmpty();
    }

    @Test
    void aRehearsalDoesNothing() {
        deliver("one");
        var id = inbox().getFirst();

        var rehearsed = json(changes("{\"ids\": [\"" + id + "\"], \"delete\": \"permanently\", \"dryRun\": true}"));

        assertThat(rehearsed.at("/items/0/result").asString()).isEqualTo("done");
        assertThat(rehearsed.at("/undo").isMissingNode()).isTrue();
        assertThat(inbox()).containsExactly(id);
    }

    @Test
    void aRoleThatWasChosenGoesBeforeTheServers() {
        var made = json(create("Ablage")).at("/id").asString();

        var chosen = call("PATCH", account + "/mailboxes/" + made, "{\"role\": \"archive\"}");
        var found = json(call("GET", account + "/mailboxes/role:archive", ""));
        call("PATCH", account + "/mailboxes/" + made, "{\"role\": \"none\"}");
        var after = json(call("GET", account + "/mailboxes/role:archive", ""));

        assertThat(chosen.statusCode()).isEqualTo(200);
        assertThat(found.at("/name").asString()).isEqualTo("Ablage");
        assertThat(after.at("/name").asString()).isEqualTo("Archive");
    }

    @Test
    void removesNothingThatHoldsSomethingWithoutBeingToldSo() {
        var made = json(create("Harbour")).at("/id").asString();
        file(made, "Subject: one\r\n\r\nWords.\r\n");

        var asked = call("DELETE", account + "/mailboxes/" + made, "");
        var inbox = call("DELETE", account + "/mailboxes/role:inbox?withAll=true", "");
        var sure = call("DELETE", account + "/mailboxes/" + made + "?withAll=true", "");

        assertThat(json(asked).at("/code").asString()).isEqualTo("mailbox-not-empty");
        assertThat(json(asked).at("/detail").asString()).contains("1 message");
        assertThat(json(inbox).at("/code").asString()).isEqualTo("mailbox-needed");
        assertThat(sure.statusCode()).isEqualTo(204);
    }

    @Test
    void tellsRightsAndRoom() {
        var inbox = json(call("GET", account + "/mailboxes/role:inbox", ""));
        var whole = json(call("GET", account, ""));

        assertThat(inbox.at("/rights").toString()).contains("\"administer\"");
        assertThat(inbox.at("/quota/0/limit").asLong()).isEqualTo(1L << 30);
        assertThat(whole.at("/capabilities").toString()).contains("\"acl\"", "\"quota\"", "\"copy\"");
        assertThat(whole.at("/quota/0/level").asString()).isEqualTo("fine");
    }

    @Test
    void whatIsSharedStandsByItself() throws IOException {
        var maya = poor.freshUser();
        try (var imap = poor.imap(maya)) {
            imap.command("CREATE Harbour");
            imap.command("SETACL Harbour \"" + user + "\" lr");
        }

        var all = json(call("GET", account + "/mailboxes", ""));

        assertThat(all.at("/items").valueStream())
                .filteredOn(one -> one.at("/path").asString().endsWith(maya + "/Harbour"))
                .singleElement()
                .satisfies(one -> assertThat(one.at("/namespace").asString()).isEqualTo("others"));
    }

    private void deliver(String words) {
        var message = "From: Ada <ada@example.org>\r\nMessage-ID: <" + Math.abs(words.hashCode())
                + "@example.org>\r\nSubject: " + words + "\r\n\r\nWords.\r\n";
        poor.append(user, "INBOX", message.getBytes(UTF_8), Instant.parse("2026-11-20T08:30:00Z"));
    }

    private String move(String id) {
        var answer = changes("{\"ids\": [\"" + id + "\"], \"moveTo\": \"role:archive\"}");
        return json(answer).at("/items/0/result").asString();
    }

    private HttpResponse<byte[]> changes(String body) {
        return call("POST", account + "/message-changes", body);
    }

    private HttpResponse<byte[]> create(String name) {
        return call("POST", account + "/mailboxes", "{\"name\": \"" + name + "\"}");
    }

    private HttpResponse<byte[]> file(String mailbox, String message) {
        var path = account + "/mailboxes/" + mailbox + "/messages";
        return visitor.call("POST", path, user, MailServer.PASSWORD, "message/rfc822", message);
    }

    private List<String> inbox() {
        return messages("role:inbox");
    }

    private List<String> messages(String mailbox) {
        var list = json(call("GET", account + "/mailboxes/" + mailbox + "/messages", ""));
        return list.at("/items")
                .valueStream()
                .map(one -> one.at("/id").asString())
                .toList();
    }

    private HttpResponse<byte[]> call(String method, String path, String body) {
        return visitor.call(method, path, user, MailServer.PASSWORD, body);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }
}
