package io.lettergate.webmail;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which colours somebody chose; the system's, where they chose none. */
enum Look {
    SYSTEM,
    LIGHT,
    DARK;

    static final String COOKIE = "theme";

    static Look of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(look -> look.word().equals(word))
                .findFirst()
                .orElse(SYSTEM);
    }

    /** As the cookie spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the style sheet spells it: nothing where the system decides. */
    @Nullable
    public String theme() {
        return this == SYSTEM ? null : word();
    }
}
