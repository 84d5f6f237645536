package io.lettergate.webmail.content;

import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the document of a frame is to be made, as its address says.
 *
 * @param pictures whether pictures of the Web are shown
 * @param own whether it keeps the sender's colours on a dark screen
 */
record View(boolean pictures, boolean own, Screen screen) {

    private static final Pattern WORDS = Pattern.compile("[pn][oa][sld]");

    static View of(@Nullable String words) {
        if (words == null || !WORDS.matcher(words).matches()) {
            return new View(false, false, Screen.SYSTEM);
        }
        var screen = switch (words.charAt(2)) {
            case 'l' -> Screen.LIGHT;
            case 'd' -> Screen.DARK;
            default -> Screen.SYSTEM;
        };
        return new View(words.charAt(0) == 'p', words.charAt(1) == 'o', screen);
    }

    static Screen screen(@Nullable String theme) {
        return theme == null ? Screen.SYSTEM : theme.equals("dark") ? Screen.DARK : Screen.LIGHT;
    }

    Colours colours() {
        return own ? Colours.SENDERS : Colours.ADAPTED;
    }

    /** What the document tells the browser: the sender's colours are made for white paper. */
    String scheme() {
        return own
                ? "light"
                : screen == Screen.SYSTEM ? "system" : screen.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Three letters, for an address. */
    @Override
    public String toString() {
        return (pictures ? "p" : "n")
                + (own ? "o" : "a")
                + switch (screen) {
                    case SYSTEM -> "s";
                    case LIGHT -> "l";
                    case DARK -> "d";
                };
    }
}
