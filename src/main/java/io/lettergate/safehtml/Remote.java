package io.lettergate.safehtml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What of a message lies elsewhere in the Web: counted, and its pictures shown where that is wanted. */
final class Remote {

    static final String SCHEME = "remote:";

    private static final int MOST = 1_000;
    private static final int LONGEST = 2_000;
    private static final Pattern ADDRESS = Pattern.compile("(?i)\\s*(?:https?:)?//.*", Pattern.DOTALL);
    private static final Pattern IN_STYLE = Pattern.compile("(?i)url\\(\\s{0,20}[\"']?\\s{0,20}(?:https?:)?//");

    private final Function<String, Optional<String>> address;
    private final List<String> shown = new ArrayList<>();
    private int pictures;
    private int trackers;

    Remote(Function<String, Optional<String>> address) {
        this.address = address;
    }

    HeldBack heldBack() {
        return new HeldBack(pictures, trackers);
    }

    /** Counts what a style refers to; nothing of it is ever shown. */
    void countStyle(String style) {
        pictures += IN_STYLE.matcher(style).find() ? 1 : 0;
    }

    void countBackground(String value) {
        pictures += ADDRESS.matcher(value).matches() ? 1 : 0;
    }

    /** What stands for the address of a picture until the policy has passed; nothing where it is not shown. */
    Optional<String> picture(String source, String width, String height, String style) {
        if (source.strip().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        if (!ADDRESS.matcher(source).matches()) {
            return Optional.of(source);
        }
        var whole = source.strip().startsWith("//") ? "https:" + source.strip() : source.strip();
        if (Trackers.is(whole, width, height, style)) {
            trackers++;
            return Optional.empty();
        }
        var ours = whole.length() <= LONGEST && shown.size() < MOST ? address.apply(whole) : Optional.<String>empty();
        if (ours.isEmpty()) {
            pictures++;
            return Optional.empty();
        }
        shown.add(ours.get());
        return Optional.of(SCHEME + (shown.size() - 1));
    }

    /** The address that a stand-in stands for. */
    Optional<String> at(String standIn) {
        try {
            int number = Integer.parseInt(standIn.substring(SCHEME.length()));
            return number < shown.size() ? Optional.of(shown.get(number)) : Optional.empty();
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }
}
