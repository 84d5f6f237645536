package io.lettergate.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long work is done.
 *
 * @param lease after which another node takes over from one that died
 * @param atOnce how many operations one node does at once
 */
@ConfigurationProperties("lettergate.operations")
record OperationsSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("4") int atOnce) {

    OperationsSettings {
        if (lease.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException("lettergate.operations.lease is at least 3s, but is " + lease);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("lettergate.operations.at-once is at least 1, but is " + atOnce);
        }
    }
}
