package io.lettergate.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.StillTicker;
import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Ticker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** Access tokens are renewed in time, once for all who want one, and never after their provider said that it is over. */
class AgreementsTests {

    private static final Duration LIFE = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private final AccountId account = AccountId.random();
    private ConfigurableApplicationContext context;
    private Keyring keyring;
    private Issuer issuer;
    private MovedClock hands;

    @BeforeEach
    void agree() {
        context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .run("--lettergate.vault.file=" + directory.resolve("vault.json"));
        keyring = context.getBean(Keyring.class);
        issuer = context.getBean(Issuer.class);
        hands = context.getBean(MovedClock.class);
        var given = context.getBean(Agreements.class).fresh("harbour", new Tokens("a0", hands.instant(), "r0"));
        keyring.store(account, given);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void givesTheSameTokenUntilItEnds() {
        assertThat(keyring.require(account).reveal()).isEqualTo("a1");
        hands.forward(LIFE.minusMinutes(2));
        assertThat(keyring.require(account).reveal()).isEqualTo("a1");

        hands.forward(Duration.ofMinutes(1));

        assertThat(keyring.require(account).reveal()).isEqualTo("a2");
        assertThat(issuer.shown).containsExactly("r0", "r1");
    }

    @Test
    @DisplayName("R65 the refresh token is stored like a password, and each new one in its place")
    void storesEachRefreshTokenEncrypted() {
        keyring.require(account).reveal();

        var stored = context.getBean(JdbcClient.class)
                .sql("SELECT sealed FROM vault_secret")
                .query(String.class)
                .list();
        assertThat(stored).hasSize(1).noneMatch(text -> text.contains("r1"));
        assertThat(context.getBean(Vault.class).read(account.toString(), "refresh"))
                .contains("r1");
    }

    @Test
    void renewsOnceForAllWhoAskAtTheSameTime() {
        var all = IntStream.range(0, 20)
                .mapToObj(one -> CompletableFuture.supplyAsync(
                        () -> keyring.require(account).reveal()))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join)).containsOnly("a1");
        assertThat(issuer.shown).containsExactly("r0");
    }

    @Test
    void anotherNodeGoesOnWithTheNewestRefreshToken() {
        keyring.require(account).reveal();

        var elsewhere =
                context.getBean(Agreements.class).find(account).orElseThrow().reveal();

        assertThat(elsewhere).isEqualTo("a2");
        assertThat(issuer.shown).containsExactly("r0", "r1");
    }

    @Test
    void doesNotAskAgainOnceTheProviderSaidThatItIsOver() {
        issuer.answer = refresh -> {
            throw new MailFailure.SignInNeeded("Please sign in at Harbour again.");
        };

        for (int asked = 0; asked < 5; asked++) {
            assertThatThrownBy(() -> keyring.require(account).reveal())
                    .isInstanceOf(MailFailure.SignInNeeded.class)
                    .hasMessageContaining("Please sign in at Harbour again");
        }

        assertThat(issuer.shown).hasSize(1);
        assertThat(keyring.holds(account)).isFalse();
        assertThat(keyring.provider(account)).contains("harbour");
    }

    @Test
    void goesOnAsSoonAsThePersonAgreedAgain() {
        doesNotAskAgainOnceTheProviderSaidThatItIsOver();
        issuer.answer = null;

        keyring.store(
                account, context.getBean(Agreements.class).fresh("harbour", new Tokens("a0", hands.instant(), "new")));

        assertThat(keyring.require(account).reveal()).isNotEmpty();
        assertThat(issuer.shown).endsWith("new");
    }

    @Test
    void leavesAProviderAloneThatFails() {
        issuer.answer = refresh -> {
            throw new MailFailure.ServerUnavailable("harbour.example", "temporarily_unavailable");
        };
        for (int asked = 0; asked < 5; asked++) {
            assertThatThrownBy(() -> keyring.require(account).reveal())
                    .isInstanceOf(MailFailure.ServerUnavailable.class);
        }
        assertThat(issuer.shown).hasSize(1);
        issuer.answer = null;

        hands.forward(Duration.ofSeconds(31));

        assertThat(keyring.require(account).reveal()).isEqualTo("a2");
    }

    @Test
    void usesATokenToItsEndWhileTheProviderFails() {
        keyring.require(account).reveal();
        issuer.answer = refresh -> {
            throw new MailFailure.ServerUnavailable("harbour.example", "temporarily_unavailable");
        };

        hands.forward(LIFE.minusSeconds(30));

        assertThat(keyring.require(account).reveal()).isEqualTo("a1");
    }

    @Test
    @DisplayName("R72 what holds a secret does not show it")
    void neverShowsItself() {
        var tokens = new Tokens("a-secret", hands.instant(), "r-secret");
        var shown = List.of(
                tokens,
                new Agreement("harbour", "r-secret"),
                new Password("p-secret"),
                context.getBean(Agreements.class).fresh("harbour", tokens),
                SplitSecret.of(account, new Password("p-secret"), "h-secret"),
                keyring);

        assertThat(shown).noneMatch(one -> Objects.toString(one).contains("-secret"));
    }

    @TestConfiguration
    @ComponentScan(basePackageClasses = Vault.class)
    @ConfigurationPropertiesScan(basePackageClasses = Vault.class)
    @Import({OauthTable.class, Agreements.class, Keyring.class, Issuer.class, MovedClock.class})
    static class Parts {

        @Bean
        JdbcClient database() {
            var memory = new SingleConnectionDataSource("jdbc:sqlite::memory:", true);
            DatabasePopulatorUtils.execute(
                    new ResourceDatabasePopulator(
                            new ClassPathResource("db/migration/V1__accounts.sql"),
                            new ClassPathResource("db/migration/V30__archiving.sql"),
                            new ClassPathResource("db/migration/V40__linked_accounts.sql"),
                            new ClassPathResource("db/migration/V80__oauth.sql")),
                    memory);
            return JdbcClient.create(memory);
        }

        @Bean
        Ticker ticker() {
            return new StillTicker();
        }
    }

    /** A provider that takes each refresh token once, unless a test says otherwise. */
    static class Issuer implements TokenIssuer {

        private final List<String> shown = new CopyOnWriteArrayList<>();
        private final Clock clock;
        private volatile UnaryOperator<Tokens> answer;

        Issuer(Clock clock) {
            this.clock = clock;
        }

        @Override
        public Tokens renew(String provider, String refresh) {
            shown.add(refresh);
            var tokens = new Tokens("a" + shown.size(), clock.instant().plus(LIFE), "r" + shown.size());
            return answer == null ? tokens : answer.apply(tokens);
        }

        @Override
        public String name(String provider) {
            return "Harbour";
        }

        @Override
        public List<Access> accesses(String provider, String address) {
            return List.of();
        }
    }
}
