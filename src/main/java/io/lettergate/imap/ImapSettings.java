package io.lettergate.imap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many connections an IMAP account uses, and for how long.
 *
 * @param connections of one account at most
 * @param patience how long a request waits for one of them
 * @param idle after which one that nobody uses is closed
 */
@ConfigurationProperties("lettergate.imap")
record ImapSettings(
        @DefaultValue("2") int connections,
        @DefaultValue("10s") Duration patience,
        @DefaultValue("3m") Duration idle) {}
