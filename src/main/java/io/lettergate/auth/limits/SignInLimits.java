package io.lettergate.auth.limits;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides who may try to sign in now. Whoever comes from where the owner of an address comes from is counted apart from
 * strangers, so that these cannot lock the owner out; and of strangers, those who never failed are counted apart from
 * those who did. Nobody is locked out for good: each failure makes the next wait longer, up to a bound.
 */
@Component
public class SignInLimits {

    private static final int FRESH = 3;

    private final FailureTable failures;
    private final KnownNetworks networks;
    private final LimitsSettings settings;

    SignInLimits(FailureTable failures, KnownNetworks networks, LimitsSettings settings) {
        this.failures = failures;
        this.networks = networks;
        this.settings = settings;
    }

    /**
     * Begins to try, and counts it as failed until it is known to have gone well.
     *
     * @param browser what is known of the browser, in which the owner of the address signed in before; absent for others
     * @throws TooManySignIns if whoever asks has to wait
     */
    public Attempt begin(String address, String client, @Nullable String browser) {
        var from = Client.of(client);
        var limits = limits(address, from, browser);
        requireNone(failures.wait(limits));
        requireNone(failures.count(limits));
        return new Attempt(this, from, limits);
    }

    /**
     * Begins to look at what a provider says of somebody whose address is not known yet: only where they come from is
     * counted, so that nobody else waits.
     *
     * @throws TooManySignIns if whoever asks has to wait
     */
    public Attempt beginElsewhere(String client) {
        var from = Client.of(client);
        var limits = from(from).toList();
        requireNone(failures.wait(limits));
        requireNone(failures.count(limits));
        return new Attempt(this, from, limits);
    }

    private static void requireNone(Duration wait) {
        if (wait.isPositive()) {
            throw new TooManySignIns(wait);
        }
    }

    private List<Limit> limits(String address, Client client, @Nullable String browser) {
        if (browser != null) {
            return List.of(known(Names.of("browser", address, browser)));
        }
        var here = known(Names.of("here", address, client.network()));
        var places = Stream.concat(Stream.of(here), from(client));
        return networks.has(address, client)
                ? places.toList()
                : Stream.concat(places, Stream.of(ofStrangers(address, here), all()))
                        .toList();
    }

    private Stream<Limit> from(Client client) {
        return Stream.of(
                new Limit(Names.of("client", client.address()), settings.address(), Duration.ofMinutes(1), longest()),
                new Limit(
                        Names.of("network", client.network()), settings.network(), Duration.ofSeconds(10), longest()));
    }

    private Limit known(String name) {
        return new Limit(name, settings.known(), Duration.ofMinutes(5), longest());
    }

    /** One who fails again does not use up what is left for others. */
    private Limit ofStrangers(String address, Limit here) {
        return failures.failures(here) == 0
                ? new Limit(Names.of("fresh", address), FRESH, Duration.ofMinutes(1), least(Duration.ofMinutes(1)))
                : new Limit(Names.of("account", address), settings.account(), Duration.ofMinutes(15), longest());
    }

    private Limit all() {
        var second = Duration.ofSeconds(1);
        return new Limit(Names.of("all"), settings.all(), second, second);
    }

    private Duration longest() {
        return settings.longest();
    }

    private Duration least(Duration other) {
        return longest().compareTo(other) < 0 ? longest() : other;
    }

    void takeBack(List<Limit> limits) {
        failures.takeBack(limits);
    }

    void remember(String address, Client client) {
        networks.keep(address, client);
    }
}
