package io.lettergate.safehtml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Looks at tags before the policy does: counts what is remote, takes style sheets aside, renames what has names, mends or
 * drops what the policy could not take, and gives up when the time is over.
 */
final class IncomingTags implements HtmlStreamEventReceiver {

    private static final int MOST_ATTRIBUTES = 200;
    private static final int LONGEST_STYLE = 8 * 1024;
    private static final Pattern MAILTO = Pattern.compile("(?i)\\s*mailto:.*", Pattern.DOTALL);
    private static final Set<String> OF_THE_PAGE = Set.of("html", "head", "title", "meta", "link", "base", "style");

    private final HtmlStreamEventReceiver policy;
    private final Remote remote;
    private final Sheets sheets;
    private final boolean whole;
    private final Deadline deadline;
    private boolean begun;
    private boolean inSheet;
    private String choice = "";

    IncomingTags(HtmlStreamEventReceiver policy, Remote remote, Sheets sheets, boolean whole, Deadline deadline) {
        this.policy = policy;
        this.remote = remote;
        this.sheets = sheets;
        this.whole = whole;
        this.deadline = deadline;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        deadline.check();
        inSheet = element.equals("style");
        var all = read(attributes);
        choose(element, all);
        if (element.equals("body")) {
            openBody(all);
        } else {
            begun |= !OF_THE_PAGE.contains(element);
            policy.openTag(element, kept(element, all));
        }
    }

    /** A picture that has several addresses is shown from the first: browsers would choose by the screen. */
    private void choose(String element, Map<String, String> attributes) {
        var candidate = first(attributes.getOrDefault("srcset", ""));
        if (element.equals("source")) {
            choice = choice.isEmpty() ? candidate : choice;
        } else if (element.equals("img")) {
            var other = candidate.isEmpty() ? choice : candidate;
            if (attributes.getOrDefault("src", "").isBlank() && !other.isEmpty()) {
                attributes.put("src", other);
            }
            choice = "";
        } else if (element.equals("picture")) {
            choice = "";
        }
    }

    /** An address ends at a space; the commas around it part it from others. */
    private static String first(String addresses) {
        int start = 0;
        while (start < addresses.length() && isBetween(addresses.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < addresses.length() && !Character.isWhitespace(addresses.charAt(end))) {
            end++;
        }
        while (end > start && addresses.charAt(end - 1) == ',') {
            end--;
        }
        return addresses.substring(start, end);
    }

    private static boolean isBetween(char c) {
        return c == ',' || Character.isWhitespace(c);
    }

    /** The body is the root of a page of its own; elsewhere, and a second time, it is nothing. */
    private void openBody(Map<String, String> attributes) {
        if (whole && !begun) {
            var words = attributes.remove("text");
            if (words != null) {
                attributes.put("color", words);
            }
            var kept = kept("body", attributes);
            int at = kept.indexOf("class");
            var classes = at < 0 ? Names.ROOT : kept.get(at + 1).strip() + " " + Names.ROOT;
            if (at >= 0) {
                kept.subList(at, at + 2).clear();
            }
            kept.add("class");
            kept.add(classes);
            policy.openTag("div", kept);
        }
        begun = true;
    }

    /** The first of each name counts, as in browsers. */
    private static Map<String, String> read(List<String> attributes) {
        var read = new LinkedHashMap<String, String>();
        var all = attributes.iterator();
        for (int i = 0; i < MOST_ATTRIBUTES && all.hasNext(); i++) {
            read.putIfAbsent(all.next(), all.next());
        }
        return read;
    }

    private List<String> kept(String element, Map<String, String> attributes) {
        var kept = new ArrayList<String>();
        var classes = new StringBuilder();
        attributes.forEach((name, value) -> {
            switch (name) {
                case "class" -> classes.append(Names.ofClasses(value));
                case "id" ->
                    Names.ofId(value).ifPresent(ours -> classes.append(ours).append(' '));
                case "style" -> addStyle(value, kept);
                case "src" -> addSource(element, attributes, kept);
                case "background", "poster" -> remote.countBackground(value);
                case "href" -> add(kept, name, MAILTO.matcher(value).matches() ? encoded(value) : Targets.plain(value));
                default -> add(kept, name, value);
            }
        });
        if (whole && !classes.isEmpty()) {
            add(kept, "class", classes.toString().strip());
        }
        return kept;
    }

    private void addStyle(String value, List<String> kept) {
        remote.countStyle(value);
        if (value.length() <= LONGEST_STYLE) {
            add(kept, "style", Hues.plain(value));
        }
    }

    private void addSource(String element, Map<String, String> attributes, List<String> kept) {
        if (element.equals("img")) {
            remote.picture(
                            attributes.getOrDefault("src", ""),
                            attributes.getOrDefault("width", ""),
                            attributes.getOrDefault("height", ""),
                            attributes.getOrDefault("style", ""))
                    .ifPresent(source -> add(kept, "src", source));
        } else if (element.equals("input")) {
            remote.countBackground(attributes.getOrDefault("src", ""));
        }
    }

    private static void add(List<String> kept, String name, String value) {
        kept.add(name);
        kept.add(value);
    }

    /** The policy drops mail links with raw spaces, which many senders write. */
    private static String encoded(String mailto) {
        return mailto.strip()
                .replace("\r", "")
                .replace("\n", "")
                .replace(" ", "%20")
                .replace("\t", "%20");
    }

    @Override
    public void openDocument() {
        policy.openDocument();
    }

    @Override
    public void closeDocument() {
        policy.closeDocument();
    }

    @Override
    public void closeTag(String element) {
        deadline.check();
        inSheet = false;
        choice = element.equals("picture") ? "" : choice;
        if (!element.equals("body")) {
            policy.closeTag(element);
        }
    }

    @Override
    public void text(String text) {
        deadline.check();
        if (inSheet) {
            remote.countStyle(text);
            if (whole) {
                sheets.add(text);
            }
        } else {
            begun |= !text.isBlank();
            policy.text(text);
        }
    }
}
