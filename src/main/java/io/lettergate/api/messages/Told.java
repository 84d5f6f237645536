package io.lettergate.api.messages;

import org.jspecify.annotations.Nullable;

/** Words that may be missing: what nobody told is absent from an answer. */
final class Told {

    private Told() {}

    static @Nullable String of(String words) {
        return words.isEmpty() ? null : words;
    }
}
