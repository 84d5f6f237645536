package io.lettergate.pop3;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is done at once, and in one session.
 *
 * @param enabled whether this node looks into mailboxes at all
 * @param atOnce how many mailboxes this node looks into at once
 * @param perHost how many of them at one server
 * @param messages how many messages are collected in a session; the next one follows at once
 * @param octets how many octets are collected in a session, but for its last message
 * @param time how long a session collects
 * @param removals how many messages are removed in a session
 * @param confirmAfter when to look whether removed messages are gone
 */
@ConfigurationProperties("lettergate.pop3.poller")
record PollerSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("32") int atOnce,
        @DefaultValue("8") int perHost,
        @DefaultValue("2000") int messages,
        @DefaultValue("2GB") DataSize octets,
        @DefaultValue("10m") Duration time,
        @DefaultValue("500") int removals,
        @DefaultValue("1m") Duration confirmAfter) {

    PollerSettings {
        if (atOnce < 1 || perHost < 1 || messages < 1 || removals < 1) {
            throw new IllegalArgumentException("The poller does at least one thing at once and in a session");
        }
    }
}
