package io.lettergate.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long it is kept who did what.
 *
 * @param keep after which a line goes
 */
@ConfigurationProperties("lettergate.audit")
record AuditSettings(@DefaultValue("365d") Duration keep) {

    AuditSettings {
        if (keep.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("lettergate.audit.keep is at least 1d, but is " + keep);
        }
    }
}
