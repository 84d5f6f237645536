package io.lettergate.accounts;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people may link, and how the servers of an address are found.
 *
 * @param plainText whether to servers that offer no encryption; those of {@code lettergate.domains} are as they are named
 * @param discovery how long looking for servers may take: a third for asking who knows them, a third for those that are
 *     named, and a third for the usual ports
 * @param autoconfig where a domain tells of its servers, with the placeholders of Mozilla's format
 * @param providerDatabase who knows the servers of many domains; blank for nobody
 * @param probes how often somebody may have servers looked for or tried
 */
@ConfigurationProperties("lettergate.accounts")
record LinkingSettings(
        @DefaultValue("false") boolean plainText,
        @DefaultValue("6s") Duration discovery,

        @DefaultValue({
            "https://autoconfig.%EMAILDOMAIN%/mail/config-v1.1.xml?emailaddress=%EMAILADDRESS%",
            "https://%EMAILDOMAIN%/.well-known/autoconfig/mail/config-v1.1.xml"
        })
        List<String> autoconfig,

        @DefaultValue("https://autoconfig.thunderbird.net/v1.1/%EMAILDOMAIN%")
        String providerDatabase,

        @DefaultValue Probing probes) {

    LinkingSettings {
        autoconfig = autoconfig.stream().filter(template -> !template.isBlank()).toList();
    }

    /** How long one step of looking takes, and each door that stays shut. */
    Duration step() {
        return discovery.dividedBy(3);
    }

    /**
     * How often is too often.
     *
     * @param person for one person
     * @param network for all who come from one network (/24, or /56 of IPv6); this machine is none
     * @param within the time that counts
     */
    record Probing(
            @DefaultValue("20") int person,
            @DefaultValue("60") int network,
            @DefaultValue("10m") Duration within) {}
}
