package io.lettergate.exporting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** In which form mail is exported. */
public enum Format {
    /** One file for each mailbox, in the kind of mbox that loses nothing (mboxrd, RFC 4155). */
    MBOX,
    /** An archive with one file for each message, just as it came. */
    ZIP;

    /** The format as JSON and URLs spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Format> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word().equals(word))
                .findFirst();
    }
}
