package io.lettergate.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Served;
import io.lettergate.Walker;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.collecting.Collecting;
import io.lettergate.mail.MailFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
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

/** People come by a provider: to sign in, to link accounts, and again when what they agreed to is over. */
@Needs(Needs.Need.DOVECOT)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "lettergate.data=target/test-data-oauth")
@TestConstructor(autowireMode = TestConstructor.AutowireMode.ALL)
class ProviderTests {

    private static final Harbour HARBOUR = Harbour.open();
    private static final DovecotServer DOVECOT =
            DovecotServer.takingTokens(Harbour.CLIENT, Harbour.SECRET, HARBOUR.port());

    @LocalServerPort
    private int port;

    private final Accounts accounts;
    private final Keyring keyring;
    private final TokenIssuer issuer;
    private final Vault vault;
    private final Collecting collecting;
    private final JdbcClient database;
    private final Walker walker = new Walker();
    private final String byToken = "robin-" + UUID.randomUUID() + "@tide.example";
    private final String byPassword = "robin-" + UUID.randomUUID() + "@vale.example";

    ProviderTests(
            Accounts accounts,
            Keyring keyring,
            TokenIssuer issuer,
            Vault vault,
            Collecting collecting,
            JdbcClient database) {
        this.collecting = collecting;
        this.accounts = accounts;
        this.keyring = keyring;
        this.issuer = issuer;
        this.vault = vault;
        this.database = database;
    }

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Served.by(registry, 0, "tide.example", DOVECOT.imapPort(), "NONE");
        Served.by(registry, 1, "vale.example", DOVECOT.imapPort(), "NONE");
        Served.by(registry, 2, "hill.example", DOVECOT.imapPort(), "NONE");
        registry.add("lettergate.domains[0].oauth", () -> "harbour");
        registry.add("lettergate.domains[3].name", () -> "reef.example");
        registry.add("lettergate.domains[3].protocol", () -> "POP3");
        registry.add("lettergate.domains[3].pop3.host", () -> "127.0.0.1");
        registry.add("lettergate.domains[3].pop3.port", DOVECOT::pop3Port);
        registry.add("lettergate.domains[3].pop3.encryption", () -> "NONE");
        registry.add("lettergate.domains[3].oauth", () -> "harbour");
        registry.add("lettergate.oauth.harbour.issuer", HARBOUR::issuer);
        registry.add("lettergate.oauth.harbour.client-id", () -> Harbour.CLIENT);
        registry.add("lettergate.oauth.harbour.client-secret", () -> Harbour.SECRET);
        registry.add("lettergate.oauth.harbour.scopes", () -> "openid,email");
        registry.add("lettergate.oauth.harbour.sign-in", () -> "true");
        registry.add("lettergate.oauth.harbour.domains", () -> "tide.example,vale.example,reef.example");
    }

    @BeforeEach
    void lead() {
        HARBOUR.leadsBackTo(origin() + "/oauth/harbour");
    }

    @AfterEach
    void leave() {
        walker.close();
    }

    @AfterAll
    static void close() {
        HARBOUR.close();
    }

    @Test
    @DisplayName("R65 somebody signs in at the provider, and their mailbox takes its token")
    void signsInAndReadsByTheToken() {
        assertThat(walker.open(origin() + "/login")
                        .select("a[href=/login/at/harbour]")
                        .text())
                .isEqualTo("Sign in at Harbour");

        var mail = signInAtHarbour(byToken);

        assertThat(mail.location()).contains("/mail");
        assertThat(walker.open(origin() + "/mail").select(".boxes a.box")).isNotEmpty();
        assertThat(secrets(byToken)).isEqualTo("refresh");
        assertThat(keyring.provider(account(byToken).id())).contains("harbour");
    }

    @Test
    @DisplayName("R65 mail is collected by POP3 with the provider's token, also when the first one is over")
    void collectsByTheToken() throws InterruptedException {
        var byPop3 = "robin-" + UUID.randomUUID() + "@reef.example";
        DOVECOT.deliver(byPop3, "Subject: By the token\r\n\r\nwords\r\n".getBytes(StandardCharsets.US_ASCII));

        signInAtHarbour(byPop3);
        var person = account(byPop3);
        var first = refreshToken(person);
        keyring.letGo(person.id());
        var look = collecting.look(person);
        while (look.endedAt() == null) {
            TimeUnit.MILLISECONDS.sleep(20);
            look = collecting.look(person, look.id());
        }

        assertThat(walker.open(origin() + "/mail").text()).contains("By the token");
        assertThat(refreshToken(person)).isNotEqualTo(first);
    }

    @Test
    @DisplayName("R65 a mailbox that takes passwords is asked for its own once")
    void asksOnceForThePasswordOfTheMailbox() {
        var asked = signInAtHarbour(byPassword);
        assertThat(asked.select("[role=alert]").text()).startsWith("Harbour knows you.");
        assertThat(asked.select("#address").attr("value")).isEqualTo(byPassword);
        walker.submit(asked, Map.of("address", byPassword, "password", DovecotServer.PASSWORD));

        try (var later = new Walker()) {
            var mail = signInAtHarbour(later, byPassword);

            assertThat(mail.location()).contains("/mail");
            assertThat(later.open(origin() + "/mail").select(".boxes a.box")).isNotEmpty();
        }
    }

    @Test
    @DisplayName("R65 an address that is not verified lets nobody in")
    void believesVerifiedAddressesOnly() {
        HARBOUR.doubts(byToken);

        var page = signInAtHarbour(byToken);

        assertThat(page.select("[role=alert]").text()).contains("has not verified");
        assertThat(accounts.toSignIn(byToken)).isEmpty();
    }

    @Test
    @DisplayName("R65 a provider speaks for the domains that the operator named for it, and for no others")
    void believesAProviderOfItsOwnDomainsOnly() {
        var page = signInAtHarbour("robin@hill.example");

        assertThat(page.select("[role=alert]").text()).contains("is not an address that Harbour may speak for here");
    }

    @Test
    @DisplayName("R65 the question has PKCE, a state, a nonce and the exact address to come back to")
    void asksAsItHasTo() {
        var page = walker.open(origin() + "/login/at/harbour");
        assertThat(page.location()).startsWith(HARBOUR.issuer() + "/login");

        HARBOUR.leadsBackTo(origin() + "/oauth/harbour/elsewhere");
        var refused = walker.submit(page, Map.of("username", byToken, "password", Harbour.PASSWORD));

        assertThat(refused.location())
                .startsWith(HARBOUR.issuer() + "/oauth2/authorize")
                .contains("code_challenge_method=S256", "code_challenge=", "state=", "nonce=")
                .contains("redirect_uri=" + origin() + "/oauth/harbour");
    }

    @Test
    void tellsWhoeverTypesAPasswordThatTheProviderIsTheWay() {
        var page = walker.submit(
                walker.open(origin() + "/login"), Map.of("address", byToken, "password", DovecotServer.PASSWORD));

        assertThat(page.select("[role=alert]").text()).contains("Please sign in at Harbour instead");
    }

    @Test
    void linksAnAccountByWhatTheProviderGives() {
        signInWithPassword();
        var address = walker.open(origin() + "/accounts/new");
        assertThat(address.select("a:contains(Sign in at Harbour)")).isNotEmpty();

        var way = atHarbour(walker, origin() + "/accounts/new/at/harbour", byToken);
        assertThat(way.select("h1").text()).contains(byToken);
        var check = walker.submit(way, Map.of("how", "IMAP"));
        var done = walker.submit(check, Map.of());

        assertThat(done.select("h1").text()).isEqualTo("Done");
        assertThat(walker.open(origin() + "/accounts").text()).contains("You agreed at Harbour");
        var linked = accounts.of(account(byPassword).id()).getLast();
        assertThat(linked.address()).isEqualTo(byToken);
        assertThat(walker.open(origin() + "/mail").text()).contains(byToken);
    }

    @Test
    void linksNothingForSomebodyElsesAddress() {
        signInWithPassword();

        var page = atHarbour(walker, origin() + "/accounts/new/at/harbour?address=kay@tide.example", byToken);

        assertThat(page.location()).endsWith("/accounts/new");
        assertThat(page.select("[role=alert]").text()).contains("127.0.0.1").contains("provider gave us");
    }

    @Test
    @DisplayName("R65 a refresh token is renewed once each, and what is over asks for signing in again")
    void asksAgainWhereTheAgreementIsOver() {
        signInAtHarbour(byToken);
        var account = account(byToken);
        keyring.letGo(account.id());
        assertThat(keyring.require(account.id()).reveal()).isNotEmpty();
        var refresh = refreshToken(account);

        HARBOUR.revoke(refresh);
        keyring.letGo(account.id());

        assertThatThrownBy(() -> keyring.require(account.id()).reveal())
                .isInstanceOf(MailFailure.SignInNeeded.class)
                .hasMessageContaining("Please sign in at Harbour again");
        assertThat(keyring.holds(account.id())).isFalse();
        var list = walker.open(origin() + "/accounts");
        assertThat(list.select("a:contains(Sign in at Harbour again)")).hasSize(1);

        var again = walker.open(
                list.select("a:contains(Sign in at Harbour again)").first().absUrl("href"));

        assertThat(again.text()).contains("We use it from now on");
        assertThat(keyring.require(account.id()).reveal()).isNotEmpty();
    }

    @Test
    void aRefreshTokenThatIsNoneIsOver() {
        assertThatThrownBy(() -> issuer.renew("harbour", "none")).isInstanceOf(MailFailure.SignInNeeded.class);
    }

    private void signInWithPassword() {
        walker.submit(
                walker.open(origin() + "/login"), Map.of("address", byPassword, "password", DovecotServer.PASSWORD));
    }

    private Document signInAtHarbour(String address) {
        return signInAtHarbour(walker, address);
    }

    private Document signInAtHarbour(Walker person, String address) {
        return atHarbour(person, origin() + "/login/at/harbour", address);
    }

    private static Document atHarbour(Walker person, String start, String address) {
        var page = person.open(start);
        assertThat(URI.create(page.location()).getPort()).isEqualTo(HARBOUR.port());
        return person.submit(page, Map.of("username", address, "password", Harbour.PASSWORD));
    }

    private Account account(String address) {
        return accounts.toSignIn(address).orElseThrow();
    }

    private String secrets(String address) {
        return String.join(
                " ",
                database.sql("SELECT field FROM vault_secret WHERE account_id = ?")
                        .param(account(address).id().toString())
                        .query(String.class)
                        .list());
    }

    private String refreshToken(Account account) {
        return vault.read(account.id().toString(), "refresh").orElseThrow();
    }

    private String origin() {
        return "http://127.0.0.1:" + port;
    }
}
