package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestConstructor;

/** The operator wants no passwords stored: sessions lend them, by half a key each. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.accounts.passwords=session")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class PasswordsInSessionTests {

    private static final String HALF = "lettergate-half";

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Keyring keyring;
    private final JdbcClient database;
    private final CookieManager cookies = new CookieManager();
    private HttpClient browser;
    private String address;

    PasswordsInSessionTests(Accounts accounts, Keyring keyring, JdbcClient database) {
        this.accounts = accounts;
        this.keyring = keyring;
        this.database = database;
    }

    @DynamicPropertySource
    static void dovecot(DynamicPropertyRegistry registry) {
        Served.byDovecot(registry);
        registry.add("lettergate.data", () -> "target/test-data-session");
    }

    @BeforeEach
    void arrive() throws IOException, InterruptedException {
        address = DovecotServer.shared().freshUser();
        browser = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        submit("/login", "address=" + encoded(address) + "&password=" + DovecotServer.PASSWORD);
    }

    @AfterEach
    void leave() {
        browser.close();
    }

    @Test
    @DisplayName(
            "R70 the session reads mail, and its password is neither in the database nor in memory between requests")
    void readsMailAndKeepsNoPassword() throws IOException, InterruptedException {
        var mail = get("/mail");

        assertThat(mail.statusCode()).isEqualTo(200);
        assertThat(mail.uri().getPath()).startsWith("/mail");
        assertThat(Jsoup.parse(mail.body()).select(".boxes a.box")).isNotEmpty();
        assertThat(secrets()).isZero();
        assertThat(keyring.inHand(account())).isEmpty();
        assertThat(keyring.holds(account())).isFalse();
    }

    @Test
    @DisplayName("R70 the server's half alone opens nothing: without the cookie, the person has to sign in")
    void asksToSignInWhereTheOtherHalfIsMissing() throws IOException, InterruptedException {
        get("/mail");
        half().forEach(cookie -> cookies.getCookieStore().remove(null, cookie));

        var mail = get("/mail");

        assertThat(mail.uri().toString()).endsWith("/login?expired");
    }

    @Test
    @DisplayName("R70 the other half is a cookie that no script reads, and it goes when the person leaves")
    void takesTheOtherHalfBackAtTheEnd() throws IOException, InterruptedException {
        assertThat(half()).singleElement().matches(HttpCookie::isHttpOnly);

        submit("/mail", "/logout", "");

        assertThat(half()).isEmpty();
        assertThat(keyring.holds(account())).isFalse();
    }

    @Test
    void takesEachCallOfAProgramWithItsOwnPassword() {
        try (var program = new Visitor(port)) {
            for (int calls = 0; calls < 2; calls++) {
                var answer = program.call("GET", "/api/v1/accounts", address, DovecotServer.PASSWORD, "");

                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
        assertThat(secrets()).isZero();
    }

    @Test
    void saysBeforeWhatIsStored() throws IOException, InterruptedException {
        assertThat(get("/login?goodbye").body()).contains("Your password is not stored.");
        assertThat(get("/accounts/new").body()).contains("the password of this account is stored here, encrypted");
        assertThat(get("/accounts").body()).doesNotContain("Its password is stored here");
    }

    private AccountId account() {
        return accounts.toSignIn(address).orElseThrow().id();
    }

    private long secrets() {
        return database.sql("SELECT COUNT(*) FROM vault_secret WHERE account_id = ?")
                .param(account().toString())
                .query(Long.class)
                .single();
    }

    private List<HttpCookie> half() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(HALF))
                .toList();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private void submit(String path, String fields) throws IOException, InterruptedException {
        submit(path, path, fields);
    }

    private void submit(String page, String path, String fields) throws IOException, InterruptedException {
        var token = Jsoup.parse(get(page).body()).select("input[name=_csrf]").attr("value");
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("_csrf=" + encoded(token) + "&" + fields))
                .build();
        browser.send(request, BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
