package io.lettergate.reading;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is believed while mail is read.
 *
 * @param authservIds the names under which mail servers that are trusted write Authentication-Results; of others
 *     nothing is believed (RFC 8601 §5)
 */
@ConfigurationProperties("lettergate.reading")
record ReadingSettings(@DefaultValue List<String> authservIds) {

    ReadingSettings {
        authservIds = authservIds.stream()
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
