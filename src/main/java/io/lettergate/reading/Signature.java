package io.lettergate.reading;

import io.lettergate.mail.Header;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A DKIM-Signature as it says of itself (RFC 6376 §3.5); whether it is good, it cannot say.
 *
 * @param domain who signs, in lower case
 * @param selector which of their keys
 * @param data the signature in Base64, in lower case and without spaces, to be known by
 * @param covered the header fields that it covers, in lower case
 */
record Signature(String domain, String selector, String data, Set<String> covered) {

    private static final String FIELD = "DKIM-Signature";
    private static final int MOST = 20;
    private static final Set<String> REQUIRED = Set.of("v", "a", "b", "bh", "d", "h", "s");

    Signature {
        covered = Set.copyOf(covered);
    }

    /** Those of a message that keep to the rules, the topmost first. */
    static List<Signature> in(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(FIELD))
                .limit(MOST)
                .flatMap(header -> read(header.value()))
                .toList();
    }

    private static Stream<Signature> read(String value) {
        Map<String, String> tags = new HashMap<>();
        for (var tag : value.split(";", -1)) {
            int equals = tag.indexOf('=');
            var name = equals < 0 ? "" : tag.substring(0, equals).strip();
            var before =
                    equals < 0 ? null : tags.put(name, tag.substring(equals + 1).replaceAll("\\s", ""));
            if (before != null || (equals < 0 && !tag.isBlank())) {
                return Stream.empty();
            }
        }
        boolean isWhole =
                REQUIRED.stream().noneMatch(name -> tags.getOrDefault(name, "").isEmpty());
        var covered = new HashSet<>(List.of(lower(tags, "h").split(":", -1)));
        return isWhole && lower(tags, "v").equals("1") && covered.contains("from")
                ? Stream.of(new Signature(lower(tags, "d"), lower(tags, "s"), lower(tags, "b"), covered))
                : Stream.empty();
    }

    private static String lower(Map<String, String> tags, String name) {
        return tags.getOrDefault(name, "").toLowerCase(Locale.ROOT);
    }
}
