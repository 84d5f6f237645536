package io.lettergate.imap;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How far a list may go.
 *
 * @param patience how long a server may search or sort before we stop it
 * @param sortable how many messages a mailbox may have for us to sort them, where the server cannot
 */
@ConfigurationProperties("lettergate.imap.lists")
record ListSettings(
        @DefaultValue("20s") Duration patience,
        @DefaultValue("5000") int sortable) {}
