package io.lettergate.webmail.settings;

import io.lettergate.audit.AuditEntry;
import io.lettergate.webmail.Almanac;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of the log as its page shows it.
 *
 * @param kind the last part of the key of its words
 * @param details what else there is to tell, each with the last part of a key
 */
record LogLine(
        String at,
        String kind,
        boolean refused,
        @Nullable String who,
        @Nullable String account,
        String means,
        @Nullable String token,
        @Nullable String client,
        List<Detail> details) {

    /** Ids that mean nothing to people. */
    private static final Set<String> HIDDEN = Set.of("operation", "accounts", "session");

    /** Something about a line. */
    record Detail(String key, String words) {}

    static LogLine of(AuditEntry entry, Almanac almanac) {
        return new LogLine(
                almanac.full(entry.at()),
                entry.kind().word(),
                entry.kind().word().endsWith(".refused"),
                entry.who(),
                entry.accountAddress(),
                entry.means().word(),
                entry.token(),
                entry.client(),
                entry.details().entrySet().stream()
                        .filter(detail -> !HIDDEN.contains(detail.getKey()))
                        .filter(detail -> !detail.getValue().equals(entry.token()))
                        .sorted(Map.Entry.comparingByKey())
                        .map(detail -> new Detail(detail.getKey(), words(detail, almanac)))
                        .toList());
    }

    private static String words(Map.Entry<String, Object> detail, Almanac almanac) {
        var value = detail.getValue();
        if (detail.getKey().equals("expiresAt")) {
            return almanac.day(Instant.parse(value.toString()));
        }
        return value instanceof Collection<?> many
                ? many.stream().map(String::valueOf).collect(Collectors.joining(", "))
                : String.valueOf(value);
    }
}
