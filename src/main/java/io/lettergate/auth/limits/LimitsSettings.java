package io.lettergate.auth.limits;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many sign-ins may fail before whoever tries has to wait.
 *
 * @param account of one mail address, by those who come from where its owner never came from
 * @param known of one mail address, from a network or browser that its owner signed in from
 * @param address from one client address
 * @param network from one network: of IPv4 the first 24 bits, of IPv6 the first 48
 * @param all from anywhere and for anybody
 * @param longest how long anybody waits at most
 * @param trusted how long a network counts as its owner's after a sign-in
 * @param refusal how long it takes at least to say that a password was refused, so that the time tells nothing
 */
@ConfigurationProperties("lettergate.auth.limits")
public record LimitsSettings(
        @DefaultValue("5") int account,
        @DefaultValue("10") int known,
        @DefaultValue("20") int address,
        @DefaultValue("100") int network,
        @DefaultValue("1000") int all,
        @DefaultValue("15m") Duration longest,
        @DefaultValue("90d") Duration trusted,
        @DefaultValue("500ms") Duration refusal) {

    public LimitsSettings {
        if (account < 1 || known < 1 || address < 1 || network < 1 || all < 1) {
            throw new IllegalArgumentException("Every one of lettergate.auth.limits lets at least one sign-in fail");
        }
        if (longest.compareTo(Duration.ofSeconds(1)) < 0 || refusal.isNegative()) {
            throw new IllegalArgumentException("lettergate.auth.limits.longest is at least 1s");
        }
    }
}
