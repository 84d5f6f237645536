package io.lettergate.auth;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who operates this Lettergate.
 *
 * @param users the mail addresses that they sign in with
 */
@ConfigurationProperties("lettergate.admin")
record OperatorSettings(@DefaultValue List<String> users) {

    OperatorSettings {
        users = users.stream()
                .map(user -> user.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
