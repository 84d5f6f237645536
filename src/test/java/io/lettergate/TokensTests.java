package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import io.lettergate.auth.tokens.TokenWish;
import io.lettergate.auth.tokens.Tokens;
import io.lettergate.mail.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Programs call the whole of Lettergate with tokens, over HTTP, in front of a real server. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Timeout(120)
class TokensTests {

    private static final String ALL = "\"mail.read\",\"mail.write\",\"account.manage\"";

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Linking linking;
    private final Tokens tokens;
    private final JdbcClient database;
    private String user;
    private Program robin;

    TokensTests(
            @Autowired Accounts accounts,
            @Autowired Linking linking,
            @Autowired Tokens tokens,
            @Autowired JdbcClient database) {
        this.accounts = accounts;
        this.linking = linking;
        this.tokens = tokens;
        this.database = database;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
    }

    @BeforeEach
    void arrive() {
        user = DovecotServer.shared().freshUser();
        robin = Program.withPassword(port, user, DovecotServer.PASSWORD);
        assertThat(robin.get("/api/v1/session").status()).isEqualTo(200);
    }

    @AfterEach
    void leave() {
        robin.close();
    }

    @Test
    @DisplayName("R63 a token is shown once, and only its SHA-256 is stored")
    void onlyTheDigestIsStored() throws NoSuchAlgorithmException {
        var made = robin.call("POST", "/api/v1/tokens", "{\"name\": \"Backup\", \"scopes\": [\"mail.read\"]}");

        var secret = made.json().path("secret").asString();
        var id = made.json().path("id").asString();
        var rows = database.sql("SELECT * FROM api_token WHERE id = ?")
                .param(id)
                .query()
                .listOfRows();
        var digest = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("Location")).hasValue("/api/v1/tokens/" + id);
        assertThat(secret).matches("lgt_[0-9A-Za-z]{49}");
        assertThat(rows.toString()).contains(digest).doesNotContain(secret.substring(4, 30));
        assertThat(robin.get("/api/v1/tokens").json().toString())
                .contains(id)
                .doesNotContain(secret)
                .doesNotContain(digest);
    }

    @Test
    @DisplayName("R63 a token lasts a year, unless somebody says less; and forever only where the operator allows it")
    void lastsAYear() {
        var usual = robin.call("POST", "/api/v1/tokens", wish("Usual", "\"mail.read\"", ""))
                .json();
        var never = robin.call("POST", "/api/v1/tokens", wish("Never", "\"mail.read\"", ", \"expiresAt\": \"never\""));
        var tooLong = robin.call(
                "POST", "/api/v1/tokens", wish("Long", "\"mail.read\"", ", \"expiresAt\": \"2999-01-01T00:00:00Z\""));

        var ends = Instant.parse(usual.path("expiresAt").asString());
        var made = Instant.parse(usual.path("createdAt").asString());
        assertThat(Duration.between(made, ends)).isEqualTo(Duration.ofDays(365));
        assertThat(List.of(never.status(), tooLong.status())).containsOnly(400);
        assertThat(never.json().at("/errors/0/pointer").asString()).isEqualTo("/expiresAt");
        assertThat(tooLong.json().path("detail").asString()).contains("365 days at most");
    }

    @Test
    @DisplayName("R63 a token does what its scopes allow, and no more")
    void doesWhatItsScopesAllow() {
        try (var program = token("\"mail.read\"", "")) {
            var session = program.get("/api/v1/session");
            var reads = program.get("/api/v1/accounts");
            var writes = program.call(
                    "POST", "/api/v1/accounts/" + account().id() + "/mailboxes", "{\"name\": \"Harbour\"}");

            assertThat(session.json().path("scopes").toString()).isEqualTo("[\"mail.read\"]");
            assertThat(session.json().at("/token/name").asString()).isEqualTo("Program");
            assertThat(reads.json().path("items").size()).isEqualTo(1);
            assertThat(writes.status()).isEqualTo(403);
            assertThat(writes.code()).isEqualTo("insufficient-scope");
            assertThat(writes.response().headers().firstValue("WWW-Authenticate"))
                    .hasValue("Bearer realm=\"Lettergate\", error=\"insufficient_scope\", scope=\"mail.write\"");
        }
    }

    @Test
    @DisplayName("R63 what is no token, or not any more, is refused as RFC 6750 says")
    void refusesWhatIsNone() {
        var expired = tokens.make(
                        new SignedIn(account()),
                        new TokenWish("Old", Set.of(Scope.MAIL_READ), null, List.of(), new TokenWish.Until.Usual()))
                .secret();
        database.sql("UPDATE api_token SET expires_at = 1 WHERE name = 'Old' AND owner_id = ?")
                .param(account().id().toString())
                .update();

        for (var secret : List.of("", "lgt_nothing", expired)) {
            try (var program = Program.withToken(port, secret)) {
                var answer = program.get("/api/v1/session");

                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("token-refused");
                assertThat(answer.response().headers().firstValue("WWW-Authenticate"))
                        .hasValue("Bearer realm=\"Lettergate\", error=\"invalid_token\"");
            }
        }
    }

    @Test
    @DisplayName("R62 where a token comes with a cookie, the cookie is not looked at")
    void looksAtNoCookie() throws IOException {
        var other = DovecotServer.shared().freshUser();
        try (var visitor = new Visitor(port);
                var program = token("\"mail.read\"", "")) {
            visitor.signIn(other, DovecotServer.PASSWORD);
            var cookie = visitor.cookies();

            var mine = program.call("GET", "/api/v1/session", "", "Cookie", cookie);
            var nobodys = Program.withToken(port, "lgt_nothing").call("GET", "/api/v1/session", "", "Cookie", cookie);

            assertThat(cookie).isNotEmpty();
            assertThat(mine.json().path("address").asString()).isEqualTo(user);
            assertThat(nobodys.status()).isEqualTo(401);
        }
    }

    @Test
    @DisplayName("R66 an account that a token is kept from is not there, neither by its id nor in lists")
    void keepsToItsAccounts() {
        var second = link(DovecotServer.shared().freshUser());
        try (var program = token(ALL, ", \"accounts\": [\"" + account().id() + "\"]")) {
            var known = program.get("/api/v1/accounts/" + account().id());
            var hidden = program.get("/api/v1/accounts/" + second.id());
            var unknown = program.get("/api/v1/accounts/" + UUID.randomUUID());
            var list = program.get("/api/v1/accounts");
            var tokensOfAll = program.get("/api/v1/tokens");
            var log = program.get("/api/v1/audit");

            assertThat(known.status()).isEqualTo(200);
            assertThat(hidden.status()).isEqualTo(404);
            assertThat(hidden.json().path("detail")).isEqualTo(unknown.json().path("detail"));
            assertThat(list.json().toString()).doesNotContain(second.id().toString());
            assertThat(program.get("/api/v1/session").json().toString())
                    .doesNotContain(second.id().toString());
            assertThat(tokensOfAll.code()).isEqualTo("insufficient-scope");
            assertThat(log.json().path("items").isEmpty()).isFalse();
            assertThat(log.json().toString())
                    .doesNotContain(second.id().toString())
                    .doesNotContain(second.address());
        }
    }

    @Test
    @DisplayName("R66 nobody limits a token to an account of somebody else")
    void isNotLimitedToForeignAccounts() {
        var other = DovecotServer.shared().freshUser();
        try (var stranger = Program.withPassword(port, other, DovecotServer.PASSWORD)) {
            stranger.get("/api/v1/session");
            var foreign = accounts.toSignIn(other).orElseThrow().id();

            var answer = robin.call(
                    "POST", "/api/v1/tokens", wish("Mine", "\"mail.read\"", ", \"accounts\": [\"" + foreign + "\"]"));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/accounts");
        }
    }

    @Test
    @DisplayName("R64 making a token wants a person, which another token is not")
    void aTokenMakesNoToken() {
        try (var program = token(ALL, "")) {
            var answer = program.call("POST", "/api/v1/tokens", wish("Child", "\"mail.read\"", ""));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("person-needed");
            assertThat(robin.get("/api/v1/tokens").json().path("items").size()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R63 a token is taken from its addresses only")
    void isTakenFromItsAddressesOnly() {
        try (var here = token("\"mail.read\"", ", \"addresses\": [\"127.0.0.0/8\", \"::1\"]");
                var elsewhere = token("\"mail.read\"", ", \"addresses\": [\"192.0.2.0/24\"]")) {

            assertThat(here.get("/api/v1/session").status()).isEqualTo(200);
            assertThat(elsewhere.get("/api/v1/session").code()).isEqualTo("token-refused");
        }
    }

    @Test
    @DisplayName("R63 the last use of a token is noted, at most once a minute")
    void notesItsLastUseOnceAMinute() {
        try (var program = token("\"mail.read\"", "")) {
            program.get("/api/v1/session");
            var first = token().path("lastUsedAt").asString();
            program.get("/api/v1/session");
            var second = token().path("lastUsedAt").asString();
            database.sql("UPDATE api_token SET last_used_at = last_used_at - 60001, last_used_from = '192.0.2.7'")
                    .update();
            program.get("/api/v1/session");

            assertThat(first).isNotEmpty().isEqualTo(second);
            assertThat(token().path("lastUsedFrom").asString()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    @DisplayName("R63 a token that is revoked is dead at once, and its streams end")
    void isDeadAtOnce() throws IOException {
        try (var program = token("\"mail.read\"", "");
                var stream = program.listen("/api/v1/events")) {
            assertThat(program.get("/api/v1/session").status()).isEqualTo(200);

            var revoked =
                    robin.call("DELETE", "/api/v1/tokens/" + token().path("id").asString(), "");

            assertThat(revoked.status()).isEqualTo(204);
            assertThat(program.get("/api/v1/session").code()).isEqualTo("token-refused");
            stream.readAllBytes();
        }
    }

    @Test
    @DisplayName("R66 somebody else's token is as unknown as one that never was")
    void somebodyElsesTokenIsNotThere() {
        var id = robin.call("POST", "/api/v1/tokens", wish("Mine", "\"mail.read\"", ""))
                .json()
                .path("id")
                .asString();
        try (var stranger = Program.withPassword(port, DovecotServer.shared().freshUser(), DovecotServer.PASSWORD)) {

            assertThat(stranger.get("/api/v1/tokens/" + id).code()).isEqualTo("no-such-token");
            assertThat(stranger.call("DELETE", "/api/v1/tokens/" + id, "").code())
                    .isEqualTo("no-such-token");
            assertThat(stranger.get("/api/v1/tokens").json().path("items").isEmpty())
                    .isTrue();
            assertThat(robin.get("/api/v1/tokens/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    void saysThatThePasswordIsMissingWhereItIs() {
        var absent = "absent-" + UUID.randomUUID() + "@vale.example";
        var id = UUID.randomUUID().toString();
        database.sql("INSERT INTO account (id, owner_id, address, created_at, signed_in_at) VALUES (?, ?, ?, 0, 0)")
                .params(id, id, absent)
                .update();
        var person = new SignedIn(accounts.toSignIn(absent).orElseThrow());
        var made = tokens.make(
                person, new TokenWish("Backup", Set.of(Scope.MAIL_READ), null, List.of(), new TokenWish.Until.Usual()));
        try (var program = Program.withToken(port, made.secret())) {
            var answer = program.get("/api/v1/accounts/" + id + "/mailboxes");

            assertThat(answer.status()).isEqualTo(424);
            assertThat(answer.code()).isEqualTo("password-needed");
        }
    }

    @Test
    void saysWhatIsWrongWithAWish() {
        robin.call("POST", "/api/v1/tokens", wish("Taken", "\"mail.read\"", ""));

        assertThat(pointer("{\"name\": \"\", \"scopes\": [\"mail.read\"]}")).isEqualTo("/name");
        assertThat(pointer("{\"name\": \"Taken\", \"scopes\": [\"mail.read\"]}"))
                .isEqualTo("/name");
        assertThat(pointer("{\"name\": \"a\", \"scopes\": []}")).isEqualTo("/scopes");
        assertThat(pointer("{\"name\": \"a\", \"scopes\": [\"everything\"]}")).isEqualTo("/scopes/0");
        assertThat(pointer("{\"name\": \"a\", \"scopes\": [\"admin\"]}")).isEqualTo("/scopes");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"accounts\": []"))).isEqualTo("/accounts");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"accounts\": [\"mine\"]")))
                .isEqualTo("/accounts/0");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"addresses\": [\"here\"]")))
                .isEqualTo("/addresses/0");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"expiresAt\": \"soon\"")))
                .isEqualTo("/expiresAt");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"expiresAt\": \"2020-01-01T00:00:00Z\"")))
                .isEqualTo("/expiresAt");
        assertThat(pointer(wish("a", "\"mail.read\"", ", \"colour\": \"red\""))).isEqualTo("/colour");
    }

    private String pointer(String body) {
        var answer = robin.call("POST", "/api/v1/tokens", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        return answer.json().at("/errors/0/pointer").asString();
    }

    private static String wish(String name, String scopes, String more) {
        return "{\"name\": \"" + name + "\", \"scopes\": [" + scopes + "]" + more + "}";
    }

    /** A program whose token is called so. */
    private Program token(String scopes, String more) {
        var made = robin.call("POST", "/api/v1/tokens", wish("Program", scopes, more));
        if (made.status() == 400) {
            made = robin.call("POST", "/api/v1/tokens", wish("Another", scopes, more));
        }
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return Program.withToken(port, made.json().path("secret").asString());
    }

    /** The newest of this person. */
    private JsonNode token() {
        return robin.get("/api/v1/tokens").json().at("/items/0");
    }

    private Account account() {
        return accounts.toSignIn(user).orElseThrow();
    }

    private Account link(String address) {
        var first = account();
        return linking.link(
                first,
                address,
                new Access(Protocol.IMAP, first.incoming(), address),
                new Password(DovecotServer.PASSWORD));
    }
}
