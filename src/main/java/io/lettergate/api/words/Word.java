package io.lettergate.api.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Spells values as JSON and addresses do: untilRemovedHere, and not UNTIL_REMOVED_HERE. */
public final class Word {

    private Word() {}

    /** The word for a value. */
    public static String of(Enum<?> value) {
        var words = value.name().toLowerCase(Locale.ROOT).split("_", -1);
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .collect(Collectors.joining());
    }

    /**
     * The value that a word stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    public static <E extends Enum<E>> E value(Class<E> known, String word) {
        return Arrays.stream(known.getEnumConstants())
                .filter(value -> of(value).equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Only these words are known here: "
                        + Arrays.stream(known.getEnumConstants()).map(Word::of).collect(Collectors.joining(", "))));
    }
}
