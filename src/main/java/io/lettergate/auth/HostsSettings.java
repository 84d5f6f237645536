package io.lettergate.auth;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Under which names this Lettergate is reached.
 *
 * @param hosts without ports; under any where there are none
 */
@ConfigurationProperties("lettergate")
record HostsSettings(@DefaultValue List<String> hosts) {

    HostsSettings {
        hosts = hosts.stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    boolean has(String host) {
        return hosts.isEmpty() || hosts.contains(host.toLowerCase(Locale.ROOT));
    }
}
