package io.lettergate.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a server offers beyond the least, as it says in its answer to EHLO (RFC 5321 §4.1.1.1). */
record Extensions(Map<String, String> offered) {

    private static final int MOST_DIGITS = 18;

    Extensions {
        offered = Map.copyOf(offered);
    }

    /** Reads the lines behind the first one, which is a greeting. */
    static Extensions of(List<String> lines) {
        Map<String, String> offered = new HashMap<>();
        for (var line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            var plain = line.strip().replaceFirst("(?i)^AUTH=", "AUTH ");
            var space = plain.indexOf(' ');
            var word = (space < 0 ? plain : plain.substring(0, space)).toUpperCase(Locale.ROOT);
            offered.merge(word, space < 0 ? "" : plain.substring(space + 1), (one, other) -> one + " " + other);
        }
        return new Extensions(offered);
    }

    boolean has(String word) {
        return offered.containsKey(word);
    }

    /** The names of the ways to sign in. */
    Set<String> mechanisms() {
        return Stream.of(offered.getOrDefault("AUTH", "")
                        .toUpperCase(Locale.ROOT)
                        .split(" +"))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The most octets of a message; absent where it does not say, or 0 (RFC 1870 §3). */
    OptionalLong largest() {
        var said = offered.getOrDefault("SIZE", "").strip();
        if (said.isEmpty() || said.length() > MOST_DIGITS || !said.chars().allMatch(Character::isDigit)) {
            return OptionalLong.empty();
        }
        var most = Long.parseLong(said);
        return most == 0 ? OptionalLong.empty() : OptionalLong.of(most);
    }
}
