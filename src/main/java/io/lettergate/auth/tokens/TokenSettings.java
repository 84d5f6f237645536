package io.lettergate.auth.tokens;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long tokens may be taken.
 *
 * @param lifetime for which those last that do not say, and the longest unless they may last forever
 * @param never whether they may last forever
 */
@ConfigurationProperties("lettergate.auth.tokens")
public record TokenSettings(
        @DefaultValue("365d") Duration lifetime,
        @DefaultValue("false") boolean never) {

    public TokenSettings {
        if (!lifetime.isPositive()) {
            throw new IllegalArgumentException("lettergate.auth.tokens.lifetime is above 0, but is " + lifetime);
        }
    }
}
