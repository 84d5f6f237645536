package io.lettergate.api.messages;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Words in a parameter, of which only some are known. */
record Choice<E extends Enum<E>>(Class<E> known) {

    /**
     * The values that the words stand for.
     *
     * @throws IllegalArgumentException if one is unknown
     */
    Set<E> of(List<String> words) {
        var chosen = EnumSet.noneOf(known);
        words.forEach(word -> chosen.add(one(word)));
        return chosen;
    }

    private E one(String word) {
        return Arrays.stream(known.getEnumConstants())
                .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Only these words are known here: " + words()));
    }

    private String words() {
        return Arrays.stream(known.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
