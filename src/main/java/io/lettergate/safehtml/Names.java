package io.lettergate.safehtml;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names that the sender gave, with a letter of ours before them: none of them can be one of our page's. */
final class Names {

    static final String ROOT = "r-0";

    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final int MOST = 20;

    private Names() {}

    /** The class that stands for a class. */
    static Optional<String> ofClass(String name) {
        return FIT.matcher(name).matches() ? Optional.of("c-" + name) : Optional.empty();
    }

    /** The class that stands for an id: a second thing of that id does no harm. */
    static Optional<String> ofId(String name) {
        return FIT.matcher(name).matches() ? Optional.of("i-" + name) : Optional.empty();
    }

    static String ofClasses(String value) {
        var names = new StringBuilder();
        int count = 0;
        for (var name : value.strip().split("\\s", 4 * MOST)) {
            if (!name.isEmpty() && count++ < MOST) {
                ofClass(name).ifPresent(ours -> names.append(ours).append(' '));
            }
        }
        return names.toString();
    }
}
