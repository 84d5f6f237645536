package io.lettergate.store;

import io.lettergate.mail.Flag;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Flags as they stand in tables and journals: in order, with spaces between them. */
final class FlagText {

    private FlagText() {}

    static String of(Collection<Flag> flags) {
        return flags.stream().map(Flag::keyword).distinct().sorted().collect(Collectors.joining(" "));
    }

    static Set<Flag> read(String text) {
        return Arrays.stream(text.split(" "))
                .filter(Flag::allows)
                .map(Flag::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
