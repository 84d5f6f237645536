package io.lettergate.webmail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where to go after a form: only ever to a page of our own. */
public final class Back {

    private static final String HOME = "/mail";
    private static final Pattern OURS =
            Pattern.compile("/(mail|message|folders|accounts|settings|login)([/?][A-Za-z0-9_:%/?&=.+~-]*)?");

    private Back() {}

    /** The path, if it is one of ours; else the first page. */
    public static String safe(@Nullable String path) {
        return path != null && OURS.matcher(path).matches() && !path.contains("//") ? path : HOME;
    }
}
