package io.lettergate.webmail.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words of a stranger made fit for one line: no control characters, and none that turn the writing around. */
public final class OneLine {

    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0]+");

    private OneLine() {}

    public static String of(@Nullable String words) {
        return words == null ? "" : UNSEEN.matcher(words).replaceAll(" ").strip();
    }
}
