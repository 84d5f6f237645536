package io.lettergate.sending.outbox;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How mail is sent.
 *
 * @param enabled whether this node sends; another one has to where it does not
 * @param atOnce how many messages one node sends at once
 * @param lease after which another node takes over from one that died
 * @param retries how long to wait after each attempt that failed for now; the last one counts for all that follow
 * @param giveUpAfter how long a message is tried again before it failed
 * @param largest octets of a message
 * @param recipients of a message, at most
 * @param latest how far away the time may be at which a message is to be sent
 * @param keep how long what became of a message is told
 */
@ConfigurationProperties("lettergate.sending")
record SendingSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("4") int atOnce,
        @DefaultValue("30s") Duration lease,
        @DefaultValue({"1m", "5m", "15m", "1h"}) List<Duration> retries,
        @DefaultValue("48h") Duration giveUpAfter,
        @DefaultValue("50MB") DataSize largest,
        @DefaultValue("500") int recipients,
        @DefaultValue("366d") Duration latest,
        @DefaultValue("30d") Duration keep) {

    SendingSettings {
        retries = List.copyOf(retries);
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lettergate.sending.lease is at least 1s, but is " + lease);
        }
        if (atOnce < 1 || recipients < 1 || retries.isEmpty() || largest.toBytes() < 1) {
            throw new IllegalArgumentException("lettergate.sending leaves no room for a single message");
        }
    }

    /** How long to wait after so many attempts. */
    Duration wait(int attempts) {
        return retries.get(Math.clamp(attempts - 1L, 0, retries.size() - 1));
    }
}
