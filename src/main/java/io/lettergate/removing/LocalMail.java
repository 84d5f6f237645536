package io.lettergate.removing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of the copies of an account's mail that lie here. */
public enum LocalMail {
    /** They stay and can be read; nothing is collected any more. */
    KEEP,
    /** They are written into a file for the person, and go once that is whole. */
    EXPORT,
    /** They go for good. */
    ERASE;

    /** The choice as JSON and URLs spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LocalMail> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(choice -> choice.word().equals(word))
                .findFirst();
    }
}
