package io.lettergate.webmail.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words of a stranger made fit for one line: no control characters, and none that turn the writing around. */
public final class OneLine {

    private static final Pattern UNSEEN = Pattern.compile(
            "[\\p{Cc}\\u061C\\u200B\\u200E\\u200F\\u00AD\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180E\\u2028-\\u202E\\u2060-\\u206F\\u2800\\u3164\\uFEFF\\uFFA0\\uFFF9-\\uFFFB\\x{E0000}-\\x{E007F}]+");

    private OneLine() {}

    public static String of(@Nullable String words) {
        return words == null ? "" : UNSEEN.matcher(words).replaceAll(" ").strip();
    }
}
