package io.lettergate.accounts;

import io.lettergate.mail.MailFailure;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Counts how often people have servers looked for or tried, so that nobody has this machine knock at the doors of others
 * all day. All nodes count together.
 */
@Service
public class Probes {

    private final LinkingSettings.Probing most;
    private final Clock clock;
    private final ProbeTable table;

    Probes(LinkingSettings settings, ProbeTable table, Clock clock) {
        this.most = settings.probes();
        this.table = table;
        this.clock = clock;
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

    private void take(String name, int allowed) {
        table.take(name, allowed, clock.instant(), most.within()).ifPresent(wait -> {
            throw new MailFailure.TooManyProbes(wait);
        });
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forgetOld() {
        table.forgetBefore(clock.instant().minus(most.within()));
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
