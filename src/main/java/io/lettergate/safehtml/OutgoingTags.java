package io.lettergate.safehtml;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Works on tags that have passed the policy: puts the addresses of pictures in, says where links lead, gives colours their
 * second side, and takes aside what stood at the body.
 */
final class OutgoingTags implements HtmlStreamEventReceiver {

    private static final String CID = "cid:";
    private static final int LONGEST_WORDS = 1_000;
    private static final Pattern HEX = Pattern.compile("#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]{3,20}");

    private final HtmlStreamEventReceiver renderer;
    private final Showing showing;
    private final Remote remote;
    private final boolean dark;
    private final Map<String, String> grounds = new TreeMap<>();
    private final StringBuilder words = new StringBuilder();
    private @Nullable String host;
    private boolean deceives;
    private boolean rootSeen;
    private String rootStyle = "";
    private String rootClasses = "";

    OutgoingTags(HtmlStreamEventReceiver renderer, Showing showing, Remote remote, boolean dark) {
        this.renderer = renderer;
        this.showing = showing;
        this.remote = remote;
        this.dark = dark;
    }

    String rootStyle() {
        return rootStyle;
    }

    String rootClasses() {
        return rootClasses;
    }

    /** Rules for colours that stood in attributes, which give way to all rules of the sender as those do. */
    String grounds() {
        var rules = new StringBuilder();
        grounds.forEach((name, declaration) -> rules.append(":where(.")
                .append(name)
                .append("){")
                .append(declaration)
                .append("}\n"));
        return rules.toString();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        var tag = new Attributes(attributes);
        tag.change("style", style -> Optional.of(Styles.known(style)).filter(known -> !known.isEmpty()));
        boolean isRoot = element.equals("div") && !rootSeen && tag.has("class", Names.ROOT);
        if (showing.isWhole()) {
            dress(tag, isRoot);
        }
        if (element.equals("img")) {
            tag.change("src", this::source);
        }
        if (element.equals("a") && showing.isWhole()) {
            openLink(tag);
        }
        if (isRoot) {
            rootSeen = true;
            rootStyle = tag.value("style");
            rootClasses = tag.value("class").replace(Names.ROOT, "").strip();
            renderer.openTag(element, tag.only("dir", "lang"));
        } else {
            renderer.openTag(element, tag.all());
        }
    }

    /** Of what stands at the body only rules are left. */
    private void dress(Attributes tag, boolean isRoot) {
        if (dark) {
            tag.change("style", style -> Optional.of(Darkness.over(style)));
        }
        if (dark || isRoot) {
            ground(tag, "bgcolor", "g-", "background-color:");
            ground(tag, "color", "w-", "color:");
        }
    }

    private void ground(Attributes tag, String attribute, String letter, String property) {
        tag.change(attribute, value -> {
            var hex = HEX.matcher(value);
            var colour = hex.matches()
                    ? "#" + hex.group(1).toLowerCase(java.util.Locale.ROOT)
                    : NAME.matcher(value).matches() ? value.toLowerCase(java.util.Locale.ROOT) : "";
            if (colour.isEmpty()) {
                return Optional.empty();
            }
            var name = letter + colour.replace("#", "");
            grounds.put(name, dark ? Darkness.over(property + colour) : property + colour);
            tag.addClass(name);
            return Optional.empty();
        });
    }

    private Optional<String> source(String source) {
        if (source.regionMatches(true, 0, CID, 0, CID.length())) {
            return showing.picture().apply(decoded(source.substring(CID.length())));
        }
        return source.startsWith(Remote.SCHEME) ? remote.at(source) : Optional.of(source);
    }

    /** A cid address is a Content-ID with its unusual characters escaped (RFC 2392 §2). */
    private static String decoded(String cid) {
        if (cid.indexOf('%') < 0) {
            return cid;
        }
        try {
            return URLDecoder.decode(cid.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEscaped) {
            return cid;
        }
    }

    private void openLink(Attributes tag) {
        words.setLength(0);
        deceives = false;
        host = Targets.host(tag.value("href")).orElse(null);
        if (!tag.value("href").isEmpty()) {
            tag.set("title", host == null ? tag.value("href") : host);
        }
    }

    @Override
    public void closeTag(String element) {
        if (element.equals("a") && host != null) {
            if (deceives || Targets.deceives(words.toString(), host)) {
                renderer.text(" [" + host + "]");
            }
            host = null;
        }
        renderer.closeTag(element);
    }

    @Override
    public void text(String text) {
        if (host != null) {
            // Each piece by itself as well: what cannot be seen may stand beside it.
            deceives |= Targets.deceives(text, host);
            words.append(text, 0, Math.clamp(LONGEST_WORDS - words.length(), 0, text.length()));
        }
        renderer.text(text);
    }

    @Override
    public void openDocument() {
        renderer.openDocument();
    }

    @Override
    public void closeDocument() {
        renderer.closeDocument();
    }

    /** The attributes of one tag, which change on their way. */
    private static final class Attributes {

        private final List<String> names = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        private Attributes(List<String> attributes) {
            for (int at = 0; at + 1 < attributes.size(); at += 2) {
                names.add(attributes.get(at));
                values.add(attributes.get(at + 1));
            }
        }

        private String value(String name) {
            int at = names.indexOf(name);
            return at < 0 ? "" : values.get(at);
        }

        private boolean has(String name, String word) {
            return List.of(value(name).split(" ", -1)).contains(word);
        }

        private void set(String name, String value) {
            int at = names.indexOf(name);
            if (at < 0) {
                names.add(name);
                values.add(value);
            } else {
                values.set(at, value);
            }
        }

        private void addClass(String name) {
            var before = value("class");
            set("class", before.isEmpty() ? name : before + " " + name);
        }

        /** Gives an attribute another value, or takes it away. */
        private void change(String name, java.util.function.Function<String, Optional<String>> change) {
            if (names.contains(name)) {
                var changed = change.apply(value(name));
                int at = names.indexOf(name);
                if (changed.isPresent()) {
                    values.set(at, changed.get());
                } else {
                    names.remove(at);
                    values.remove(at);
                }
            }
        }

        private List<String> only(String... wanted) {
            var some = new ArrayList<String>();
            for (var name : wanted) {
                if (names.contains(name)) {
                    some.add(name);
                    some.add(value(name));
                }
            }
            return some;
        }

        private List<String> all() {
            return only(names.toArray(String[]::new));
        }
    }
}
