package io.lettergate.auth.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.MovedClock;
import io.lettergate.auth.SignInTables;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInLimitsTests {

    private static final String ROBIN = "robin@vale.example";
    private static final String STRANGER = "203.0.113.9";
    private static final String HOME = "198.51.100.7";
    private static final LimitsSettings SETTINGS =
            new LimitsSettings(5, 10, 20, 100, 1000, Duration.ofMinutes(15), Duration.ofDays(90), Duration.ZERO);

    private final MovedClock clock = new MovedClock();
    private final JdbcClient database = SignInTables.fresh();
    private final SignInLimits limits = node();

    private SignInLimits node() {
        return new SignInLimits(
                new FailureTable(database, clock), new KnownNetworks(database, clock, SETTINGS), SETTINGS);
    }

    @Test
    @DisplayName("R60 of 1,000 guesses few are tried, and the next has to wait longer each time")
    void ofAThousandGuessesFewAreTried() {
        assertThat(tried(1_000, guess -> STRANGER)).isBetween(5L, 10L);

        var first = waiting(STRANGER);
        clock.forward(first);
        assertThat(isTried(ROBIN, STRANGER)).isTrue();
        assertThat(waiting(STRANGER)).isGreaterThan(first);
    }

    @Test
    @DisplayName("R60 nobody waits longer than the bound, however often they fail: there is no lockout")
    void nobodyIsLockedOutForGood() {
        for (var guesses = 0; guesses < 50; guesses++) {
            tried(1, guess -> STRANGER);
            clock.forward(waiting(STRANGER));
        }
        tried(1, guess -> STRANGER);

        assertThat(waiting(STRANGER)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(15));
    }

    @Test
    @DisplayName("R60 the owner gets in from a network that is known, whatever strangers do meanwhile")
    void strangersDoNotKeepTheOwnerFromAKnownNetwork() {
        limits.begin(ROBIN, HOME, null).succeeded(ROBIN);

        tried(1_000, guess -> STRANGER);
        tried(300, guess -> "192.0." + guess % 250 + ".4");

        assertThatCode(() -> limits.begin(ROBIN, "198.51.100.200", null)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R60 the owner gets in with a browser that is known, even from the network that guesses come from")
    void strangersDoNotKeepTheOwnerFromAKnownBrowser() {
        tried(1_000, guess -> STRANGER);

        assertThatCode(() -> limits.begin(ROBIN, STRANGER, "browser-1")).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R60 the owner gets in from a new network, too, while a stranger guesses from a few")
    void aFewStrangersDoNotKeepTheOwnerFromANewNetwork() {
        tried(1_000, guess -> STRANGER);

        assertThatCode(() -> limits.begin(ROBIN, HOME, null)).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("R60 guesses at one address from many networks are few as well")
    void manyNetworksGuessNoMore() {
        assertThat(tried(500, guess -> "192." + guess / 250 + "." + guess % 250 + ".4"))
                .isLessThan(10);
    }

    @Test
    @DisplayName("R60 guesses at many addresses from one address, or one network, are few as well")
    void oneNetworkGuessesAtFewAddresses() {
        var fromOneAddress = IntStream.range(0, 500)
                .filter(guess -> isTried("user" + guess + "@vale.example", STRANGER))
                .count();
        var fromOneNetwork = IntStream.range(500, 1_500)
                .filter(guess -> isTried("user" + guess + "@vale.example", "203.0.113." + (guess % 200 + 20)))
                .count();

        assertThat(fromOneAddress).isLessThanOrEqualTo(21);
        assertThat(fromOneNetwork).isLessThanOrEqualTo(101);
    }

    @Test
    @DisplayName("R60 an IPv6 client is the same whatever address of its network it takes")
    void anIpv6ClientIsItsNetwork() {
        assertThat(tried(500, guess -> "2001:db8:1:2::" + Integer.toHexString(guess + 1)))
                .isLessThan(10);

        assertThat(Client.of("2001:db8:1:2::1")).isEqualTo(Client.of("2001:db8:1:2:ffff::9"));
        assertThat(Client.of("2001:db8:1:2::1").network())
                .isEqualTo(Client.of("2001:db8:1:3::1").network());
        assertThat(Client.of("::ffff:203.0.113.9")).isEqualTo(Client.of(STRANGER));
        assertThat(Client.of("no address")).isEqualTo(Client.of(""));
    }

    @Test
    @DisplayName("R60 all nodes count together")
    void allNodesCountTogether() {
        tried(1_000, guess -> STRANGER);

        assertThatThrownBy(() -> node().begin(ROBIN, STRANGER, null)).isInstanceOf(TooManySignIns.class);
    }

    @Test
    @DisplayName("R60 what is counted is not readable in the database")
    void countsUnderDigests() {
        isTried("my-password-by-mistake", STRANGER);

        assertThat(database.sql("SELECT name FROM failed_sign_in")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(name -> name.matches("[0-9a-f]{64}"));
    }

    @Test
    void aSignInThatGoesWellCostsNothing() {
        for (var times = 0; times < 500; times++) {
            limits.begin(ROBIN, HOME, null).succeeded(ROBIN);
        }

        assertThat(isTried(ROBIN, HOME)).isTrue();
        assertThat(failures()).isEqualTo(3);
    }

    @Test
    void aServerThatCannotBeAskedCostsNothing() {
        for (var times = 0; times < 500; times++) {
            limits.begin(ROBIN, HOME, null).cameToNothing();
        }

        assertThat(isTried(ROBIN, HOME)).isTrue();
    }

    @Test
    void failuresAreForgottenInTime() {
        tried(20, guess -> STRANGER);
        clock.forward(Duration.ofDays(1));
        new FailureTable(database, clock).forgetOld();

        assertThat(failures()).isZero();
        assertThat(tried(1_000, guess -> STRANGER)).isBetween(5L, 10L);
    }

    @Test
    void saysHowLongToWait() {
        tried(10, guess -> STRANGER);

        assertThatThrownBy(() -> limits.begin(ROBIN, STRANGER, null))
                .hasMessage("Too many sign-ins failed, so this one was not tried. Please wait 1 second.")
                .extracting(many -> ((TooManySignIns) many).retryAfter())
                .isEqualTo(1L);
    }

    private long tried(int guesses, IntFunction<String> from) {
        return IntStream.range(0, guesses)
                .filter(guess -> isTried(ROBIN, from.apply(guess)))
                .count();
    }

    /** Whether a sign-in is tried; if so, it fails. */
    private boolean isTried(String address, String client) {
        try {
            limits.begin(address, client, null);
            return true;
        } catch (TooManySignIns many) {
            return false;
        }
    }

    private Duration waiting(String client) {
        try {
            limits.begin(ROBIN, client, null).cameToNothing();
            return Duration.ZERO;
        } catch (TooManySignIns many) {
            return Duration.ofSeconds(many.retryAfter());
        }
    }

    private long failures() {
        return database.sql("SELECT COALESCE(SUM(failures), 0) FROM failed_sign_in")
                .query(Long.class)
                .single();
    }
}
