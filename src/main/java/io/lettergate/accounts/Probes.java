package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.mail.MailFailure;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Counts how often people have servers looked for or tried, so that nobody has this machine knock at the doors of others
 * all day. Each node counts for itself.
 */
@Service
public class Probes {

    private final LinkingSettings.Probing most;
    private final Clock clock;
    private final LoadingCache<String, Deque<Instant>> times;

    Probes(LinkingSettings settings, Clock clock) {
        this.most = settings.probes();
        this.clock = clock;
        this.times = Caffeine.newBuilder()
                .expireAfterAccess(most.within())
                .maximumSize(100_000)
                .build(key -> new ArrayDeque<>());
    }

    /**
     * Takes one of them.
     *
     * @param client the address of the person's own machine, where it is known
     * @throws MailFailure.TooManyProbes if the person, or all in their network together, had too many
     */
    public void take(AccountId person, @Nullable String client) {
        take("person " + person, most.person());
        network(client).ifPresent(network -> take("network " + network, most.network()));
    }

    private void take(String key, int allowed) {
        var taken = times.get(key);
        var now = clock.instant();
        synchronized (taken) {
            var counts = now.minus(most.within());
            while (!taken.isEmpty() && !taken.getFirst().isAfter(counts)) {
                taken.removeFirst();
            }
            if (taken.size() >= allowed) {
                throw new MailFailure.TooManyProbes(wait(taken, counts));
            }
            taken.addLast(now);
        }
    }

    private Duration wait(Deque<Instant> taken, Instant counts) {
        return taken.isEmpty()
                ? most.within()
                : Duration.between(counts, taken.getFirst()).plusSeconds(1);
    }

    /** Who shares it is mostly one household or one company. This machine itself may be a proxy for all. */
    private static Optional<String> network(@Nullable String client) {
        if (client == null) {
            return Optional.empty();
        }
        try {
            var address = InetAddress.ofLiteral(client);
            var octets = address.getAddress();
            return address.isLoopbackAddress()
                    ? Optional.empty()
                    : Optional.of(HexFormat.of().formatHex(Arrays.copyOf(octets, octets.length == 4 ? 3 : 7)));
        } catch (IllegalArgumentException unknown) {
            return Optional.of(client);
        }
    }
}
