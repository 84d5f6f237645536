package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SecondFactorChanged;
import io.lettergate.auth.SecondFactorTried;
import io.lettergate.auth.SessionEnded;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.CollectingChange;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.RemovalOrdered;
import io.lettergate.collecting.WindowChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.session.HttpSessionDestroyedEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What is done with the whole of Lettergate over HTTP stands in its log, and only its person and operators read it. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "lettergate.admin.users=Harbourmaster@vale.example")
@Timeout(120)
class AuditTests {

    private static final String MESSAGE = "From: Ada <ada@example.org>\r\nSubject: Tide-4711\r\n\r\nBoats at noon.\r\n";
    private static final String OPERATOR = "harbourmaster@vale.example";

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;
    private String user;
    private Program robin;

    AuditTests(
            @Autowired Accounts accounts, @Autowired JdbcClient database, @Autowired ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.database = database;
        this.events = events;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @BeforeEach
    void arrive() {
        user = DovecotServer.shared().freshUser();
        robin = Program.withPassword(port, user, DovecotServer.PASSWORD);
        robin.get("/api/v1/session");
    }

    @AfterEach
    void leave() {
        robin.close();
    }

    @Test
    void tellsWhoSignedInAndWhoLeft() {
        try (var visitor = new Visitor(port)) {
            visitor.signIn(user, "wrong");
            visitor.signIn(user, DovecotServer.PASSWORD);
            visitor.submit("/settings/tokens", "/logout", Map.of());
        }

        var lines = log("");
        assertThat(kinds(lines))
                .containsExactly("signOut", "signIn.accepted", "signIn.refused", "signIn.accepted", "account.linked");
        assertThat(lines.get(0).path("means").asString()).isEqualTo("session");
        assertThat(lines.get(2).at("/details/reason").asString()).isEqualTo("refused");
        assertThat(lines.get(3).path("means").asString()).isEqualTo("basic");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("who").asString()).isEqualTo(user);
            assertThat(line.path("from").asString()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void tellsWhichBrowsersAreSignedInNoMore() {
        var person = new SignedIn(account());
        var context = new SecurityContextImpl(new TestingAuthenticationToken(person, null));
        var session = new MockHttpSession();
        session.setAttribute("SPRING_SECURITY_CONTEXT", context);
        events.publishEvent(new HttpSessionDestroyedEvent(session));
        events.publishEvent(
                new SessionEnded(person.account().id(), "some", "Firefox on Linux", SessionEnded.Cause.REVOKED));
        events.publishEvent(
                new SessionEnded(person.account().id(), "other", "Firefox on Linux", SessionEnded.Cause.SIGNED_OUT));

        assertThat(log("?kind=session.ended"))
                .extracting(line -> line.path("details").toString())
                .containsExactly("{\"device\":\"Firefox on Linux\",\"reason\":\"revoked\"}", "{\"reason\":\"idle\"}");
    }

    @Test
    void tellsSecondFactors() {
        var id = account().id();
        events.publishEvent(new SecondFactorTried(id, SecondFactorTried.Kind.APP, false));
        events.publishEvent(new SecondFactorTried(id, SecondFactorTried.Kind.RECOVERY_CODE, true));
        events.publishEvent(new SecondFactorChanged(id, SecondFactorChanged.Change.APP_ADDED));

        var lines = log("?kind=secondFactor.refused&kind=secondFactor.accepted&kind=security.changed");
        assertThat(kinds(lines)).containsExactly("security.changed", "secondFactor.accepted", "secondFactor.refused");
        assertThat(lines.get(0).at("/details/change").asString()).isEqualTo("app added");
        assertThat(lines.get(1).at("/details/factor").asString()).isEqualTo("recovery code");
    }

    @Test
    void tellsAProgramWithItsPasswordOnceAnHour() {
        robin.get("/api/v1/session");
        robin.get("/api/v1/session");

        assertThat(kinds(log("?kind=signIn.accepted"))).hasSize(1);
    }

    @Test
    void tellsARepeatedRefusalOnce() {
        try (var stranger = Program.withPassword(port, user, "wrong")) {
            stranger.get("/api/v1/session");
            stranger.get("/api/v1/session");
        }

        assertThat(kinds(log("?kind=signIn.refused"))).hasSize(1);
    }

    @Test
    void tellsTheLifeOfAToken() {
        var made = robin.call(
                        "POST",
                        "/api/v1/tokens",
                        "{\"name\": \"Backup\", \"scopes\": [\"account.manage\"]," + " \"addresses\": [\"127.0.0.1\"]}")
                .json();
        try (var program = Program.withToken(port, made.path("secret").asString())) {
            program.get("/api/v1/session");
            program.get("/api/v1/session");
            database.sql("UPDATE api_token SET addresses = '192.0.2.1' WHERE id = ?")
                    .param(made.path("id").asString())
                    .update();
            program.get("/api/v1/session");
            robin.call("DELETE", "/api/v1/tokens/" + made.path("id").asString(), "");
        }

        var lines = log("?kind=token.made&kind=token.firstUsed&kind=token.refused&kind=token.revoked");
        assertThat(kinds(lines)).containsExactly("token.revoked", "token.refused", "token.firstUsed", "token.made");
        assertThat(lines.get(1).at("/details/reason").asString()).isEqualTo("address");
        assertThat(lines.get(2).path("means").asString()).isEqualTo("token");
        assertThat(lines.get(2).path("token").asString()).isEqualTo("Backup");
        assertThat(lines.get(3).at("/details/scopes/0").asString()).isEqualTo("account.manage");
    }

    @Test
    void tellsWhatWasDeletedForGood() {
        var at = "/api/v1/accounts/" + account().id();
        robin.call("POST", at + "/mailboxes", "{\"name\": \"Harbour\"}");
        robin.call("POST", at + "/mailboxes", "{\"name\": \"Trash\", \"role\": \"trash\"}");
        var filed = robin.call("POST", at + "/mailboxes/role:inbox/messages", MESSAGE);
        robin.call("DELETE", at + "/messages/" + filed.json().path("id").asString() + "?permanent=true", "");
        robin.call("DELETE", at + "/mailboxes/role:trash/messages", "");
        var harbour = robin.get(at + "/mailboxes")
                .json()
                .path("items")
                .valueStream()
                .filter(mailbox -> mailbox.path("name").asString().equals("Harbour"))
                .findFirst()
                .orElseThrow();
        robin.call("DELETE", at + "/mailboxes/" + harbour.path("id").asString(), "");

        var lines = log("?kind=message.deleted&kind=mailbox.emptied&kind=mailbox.deleted");
        assertThat(kinds(lines)).containsExactly("mailbox.deleted", "mailbox.emptied", "message.deleted");
        assertThat(lines.get(0).at("/details/mailbox").asString()).isEqualTo("Harbour");
        assertThat(lines.get(2).at("/details/mailbox").asString()).isEqualTo("INBOX");
        assertThat(lines.get(2).at("/details/messages").asInt()).isEqualTo(1);
        assertThat(lines.get(2).path("accountAddress").asString()).isEqualTo(user);
    }

    @Test
    void tellsWhatLeavesAServerAndWhoOrderedIt() {
        var days = new KeepOnServer(
                KeepOnServer.Mode.DAYS,
                14,
                KeepOnServer.CountFrom.FIRST_SEEN,
                false,
                null,
                null,
                false,
                KeepOnServer.FirstRun.ALL,
                Duration.ofMinutes(10));
        var id = account().id();
        events.publishEvent(new WindowChanged(id, KeepOnServer.FOREVER, days));
        events.publishEvent(new RemovalOrdered(id));
        events.publishEvent(new CollectingChange.RemovedFromServer(id, 12));

        var lines = log("?kind=window.changed&kind=removal.ordered&kind=removal.done");
        assertThat(kinds(lines)).containsExactly("removal.done", "removal.ordered", "window.changed");
        assertThat(lines.get(0).path("means").asString()).isEqualTo("lettergate");
        assertThat(lines.get(0).at("/details/messages").asInt()).isEqualTo(12);
        assertThat(lines.get(2).path("details").toString()).isEqualTo("{\"before\":\"forever\",\"now\":\"14 days\"}");
    }

    @Test
    void tellsExportsAndNewPasswords() {
        var at = "/api/v1/accounts/" + account().id();
        robin.call("POST", at + "/exports", "{\"format\": \"zip\"}");
        robin.call("PATCH", at, "{\"password\": \"" + DovecotServer.PASSWORD + "\"}");

        assertThat(kinds(log("?kind=export.started&kind=account.passwordReplaced")))
                .containsExactly("account.passwordReplaced", "export.started");
    }

    @Test
    void isReadPageByPage() {
        List<String> read = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            robin.call("POST", "/api/v1/tokens", "{\"name\": \"T" + number + "\", \"scopes\": [\"mail.read\"]}");
        }

        var page = robin.get("/api/v1/audit?kind=token.made&limit=2").json();
        while (true) {
            page.path("items")
                    .valueStream()
                    .forEach(line -> read.add(line.at("/details/token").asString()));
            var next = page.at("/page/next").asString("");
            if (next.isEmpty()) {
                break;
            }
            page = robin.get("/api/v1/audit?kind=token.made&limit=2&cursor=" + next)
                    .json();
        }

        assertThat(read).containsExactly("T4", "T3", "T2", "T1", "T0");
    }

    @Test
    void saysWhatIsWrongWithAQuestion() {
        for (var wrong : List.of("kind=everything", "since=soon", "until=x", "cursor=x", "limit=0", "limit=201")) {
            var answer = robin.get("/api/v1/audit?" + wrong);

            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(wrong).startsWith(answer.json().at("/errors/0/parameter").asString() + "=");
        }
    }

    @Test
    void isNarrowedByTime() {
        assertThat(log("?until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(log("?since=2020-01-01T00:00:00Z")).isNotEmpty();
    }

    @Test
    @DisplayName("R66 nobody reads in the log of somebody else, and to people the log of all does not exist")
    void isReadByItsPersonAndByOperators() {
        try (var stranger = Program.withPassword(port, DovecotServer.shared().freshUser(), DovecotServer.PASSWORD);
                var operator = Program.withPassword(port, OPERATOR, DovecotServer.PASSWORD)) {

            assertThat(stranger.get("/api/v1/audit").json().toString()).doesNotContain(user);
            assertThat(stranger.get("/api/v1/admin/audit").code()).isEqualTo("not-found");
            assertThat(operator.get("/api/v1/session").json().path("scopes").toString())
                    .contains("admin");
            assertThat(kinds(items(operator.get("/api/v1/admin/audit?who=" + user))))
                    .containsExactly("signIn.accepted", "account.linked");
        }
    }

    @Test
    @DisplayName("R63 an operator's token reads the log of all only with the scope admin")
    void anOperatorsTokenNeedsTheScope() {
        database.sql("DELETE FROM api_token WHERE owner_id IN (SELECT id FROM account WHERE address = ?)")
                .param(OPERATOR)
                .update();
        try (var operator = Program.withPassword(port, OPERATOR, DovecotServer.PASSWORD);
                var plain = token(operator, "account.manage");
                var may = token(operator, "admin")) {

            assertThat(plain.get("/api/v1/admin/audit").code()).isEqualTo("insufficient-scope");
            assertThat(may.get("/api/v1/admin/audit").status()).isEqualTo(200);
            assertThat(may.get("/api/v1/audit").code()).isEqualTo("insufficient-scope");
        }
    }

    private Program token(Program person, String scope) {
        var made =
                person.call("POST", "/api/v1/tokens", "{\"name\": \"" + scope + "\", \"scopes\": [\"" + scope + "\"]}");
        return Program.withToken(port, made.json().path("secret").asString());
    }

    @Test
    void pagesShowThePersonsOwnLogAndToOperatorsEverybodys() {
        try (var visitor = new Visitor(port);
                var operator = new Visitor(port)) {
            visitor.signIn(user, DovecotServer.PASSWORD);
            operator.signIn(OPERATOR, DovecotServer.PASSWORD);

            var own = Visitor.document(visitor.get("/settings/log?show=signIns"));
            var hidden = visitor.get("/admin/log");
            var all = Visitor.document(operator.get("/admin/log?who=" + user));

            assertThat(own.select(".audit li").eachText()).isNotEmpty().allMatch(line -> line.contains("Signed in"));
            assertThat(own.select("a[href=/admin/log]")).isEmpty();
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(all.select(".audit").text()).contains(user);
        }
    }

    @Test
    @DisplayName("R72 no password, no token and no words of mail stand in the log")
    void holdsNoSecrets() {
        var at = "/api/v1/accounts/" + account().id();
        var secret = robin.call("POST", "/api/v1/tokens", "{\"name\": \"S\", \"scopes\": [\"mail.write\"]}")
                .json()
                .path("secret")
                .asString();
        try (var program = Program.withToken(port, secret);
                var stranger = Program.withPassword(port, user, "Wrong-4711")) {
            var filed = program.call("POST", at + "/mailboxes/role:inbox/messages", MESSAGE);
            program.call("DELETE", at + "/messages/" + filed.json().path("id").asString() + "?permanent=true", "");
            stranger.get("/api/v1/session");
        }

        var rows = database.sql("SELECT * FROM audit WHERE who = ?")
                .param(user)
                .query()
                .listOfRows()
                .toString();
        assertThat(rows)
                .contains("message.deleted", "signIn.refused")
                .doesNotContain(secret)
                .doesNotContain("Wrong-4711")
                .doesNotContain("Tide-4711")
                .doesNotContain("Boats")
                .doesNotContain(DovecotServer.PASSWORD);
    }

    private List<JsonNode> log(String filter) {
        return items(robin.get("/api/v1/audit" + filter));
    }

    private static List<JsonNode> items(Program.Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
        return answer.json().path("items").valueStream().toList();
    }

    private static List<String> kinds(List<JsonNode> lines) {
        return lines.stream().map(line -> line.path("kind").asString()).toList();
    }

    private Account account() {
        return accounts.toSignIn(user).orElseThrow();
    }
}
