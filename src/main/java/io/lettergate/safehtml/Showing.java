package io.lettergate.safehtml;

import java.util.Optional;
import java.util.function.Function;

/**
 * How the HTML of a message is to be shown.
 *
 * @param picture gives the address of a picture that came with the message, by its Content-ID
 * @param remote gives the address from which we serve a picture of the Web, by the sender's; nothing where it is held back
 * @param screen for which its own rules are chosen
 * @param colours whose colours are shown; without them there is no style sheet either, for markup that is put among other
 */
public record Showing(
        Function<String, Optional<String>> picture,
        Function<String, Optional<String>> remote,
        Colours colours,
        Screen screen) {

    /** The reader's screen: some letters have rules for dark ones. */
    public enum Screen {
        /** The browser knows. */
        SYSTEM,
        LIGHT,
        DARK
    }

    /** Whose colours a message is shown in. */
    public enum Colours {
        /** Markup alone, for whoever has a page of their own around it. */
        MARKUP,
        /** The sender's, whatever the reader's screen is like. */
        SENDERS,
        /** The sender's, and others made of them where the reader's screen is dark. */
        ADAPTED
    }

    static Showing markup(Function<String, Optional<String>> picture) {
        return new Showing(picture, address -> Optional.empty(), Colours.MARKUP, Screen.LIGHT);
    }

    boolean isWhole() {
        return colours != Colours.MARKUP;
    }
}
