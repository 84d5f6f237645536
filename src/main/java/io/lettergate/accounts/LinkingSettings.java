package io.lettergate.accounts;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may link.
 *
 * @param plainText whether to servers that offer no encryption; those of {@code lettergate.domains} are as they are named
 * @param discovery how long servers may take to answer while they are looked for
 */
@ConfigurationProperties("lettergate.accounts")
record LinkingSettings(
        @DefaultValue("false") boolean plainText,
        @DefaultValue("6s") Duration discovery) {}
