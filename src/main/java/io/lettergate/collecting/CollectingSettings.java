package io.lettergate.collecting;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How mail is collected from servers that only hand it out.
 *
 * @param grace how long nothing leaves after a window was set that removes more than the one before
 * @param largest what is larger is collected only when somebody asks for it
 * @param lease how long a look that shows no life keeps other nodes out
 * @param fresh how long a look is good enough for whoever wants one now
 */
@ConfigurationProperties("lettergate.collecting")
record CollectingSettings(
        @DefaultValue("3d") Duration grace,
        @DefaultValue("100MB") DataSize largest,
        @DefaultValue("30s") Duration lease,
        @DefaultValue("1m") Duration fresh) {

    CollectingSettings {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("lettergate.collecting.grace is at least 0, but is " + grace);
        }
        if (!lease.isPositive()) {
            throw new IllegalArgumentException("lettergate.collecting.lease is above 0, but is " + lease);
        }
    }
}
