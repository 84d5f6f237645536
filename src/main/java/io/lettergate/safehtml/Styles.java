package io.lettergate.safehtml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/** Declarations of styles, as {@link MailPolicy} lets them pass: it writes them anew. */
final class Styles {

    private static final Pattern FIT = Pattern.compile("[^<>{}@\\\\]*");

    private Styles() {}

    /** What may stay of some declarations; empty where none may. */
    static String allowed(String declarations) {
        var kept = new Kept();
        var policy = MailPolicy.FACTORY.apply(kept);
        policy.openDocument();
        policy.openTag("p", new java.util.ArrayList<>(List.of("style", Hues.plain(declarations))));
        policy.closeTag("p");
        policy.closeDocument();
        return kept.style != null && FIT.matcher(kept.style).matches() ? known(kept.style) : "";
    }

    /** What is on the list of the declarations that the policy left: it keeps names with odd letters behind them. */
    static String known(String declarations) {
        return Arrays.stream(declarations.split(";", -1))
                .filter(Styles::isKnown)
                .collect(Collectors.joining(";"));
    }

    private static boolean isKnown(String declaration) {
        int colon = declaration.indexOf(':');
        var value = declaration.substring(colon + 1).strip();
        return colon > 0
                && MailPolicy.allowsStyle(
                        declaration.substring(0, colon).strip().toLowerCase(Locale.ROOT))
                && !value.isEmpty()
                && value.charAt(0) != '!'
                && value.chars().noneMatch(Character::isISOControl)
                && isBalanced(value, '\'')
                && isBalanced(value, '"');
    }

    private static boolean isBalanced(String value, int quote) {
        return value.chars().filter(letter -> letter == quote).count() % 2 == 0;
    }

    /** Takes the one attribute that the policy leaves. */
    private static final class Kept implements HtmlStreamEventReceiver {

        private @Nullable String style;

        @Override
        public void openTag(String element, List<String> attributes) {
            int at = attributes.indexOf("style");
            style = at < 0 ? null : attributes.get(at + 1);
        }

        @Override
        public void openDocument() {
            // Nothing is written.
        }

        @Override
        public void closeDocument() {
            // Nothing is written.
        }

        @Override
        public void closeTag(String element) {
            // Nothing is written.
        }

        @Override
        public void text(String text) {
            // Nothing is written.
        }
    }
}
