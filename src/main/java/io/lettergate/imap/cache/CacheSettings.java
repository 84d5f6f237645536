package io.lettergate.imap.cache;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of IMAP mailboxes is remembered.
 *
 * @param enabled whether anything is
 * @param rows of one account at most; those not seen for longest go first
 * @param file where they are kept; absent for memory only
 */
@ConfigurationProperties("lettergate.imap.cache")
public record CacheSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("20000") int rows,
        @Nullable Path file) {

    public CacheSettings {
        if (rows < 1) {
            throw new IllegalArgumentException("lettergate.imap.cache.rows is at least 1, but got " + rows);
        }
    }
}
