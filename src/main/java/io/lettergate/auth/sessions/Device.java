package io.lettergate.auth.sessions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A browser in words, out of what it says of itself: nothing more than a help to tell one's own apart. */
final class Device {

    private static final String UNKNOWN = "A browser";

    /** In this order, as most say that they are others, too. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("SamsungBrowser", "Samsung Internet"),
            Map.entry("Vivaldi", "Vivaldi"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS", "Firefox"),
            Map.entry("Chrom", "Chrome"),
            Map.entry("CriOS", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("Android", "Android"),
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Windows", "Windows"),
            Map.entry("Macintosh", "Mac"),
            Map.entry("FreeBSD", "FreeBSD"),
            Map.entry("Linux", "Linux"));

    private Device() {}

    static String of(@Nullable String agent) {
        if (agent == null) {
            return UNKNOWN;
        }
        var browser = first(agent, BROWSERS).orElse(UNKNOWN);
        return first(agent, SYSTEMS).map(system -> browser + " on " + system).orElse(browser);
    }

    private static Optional<String> first(String agent, List<Map.Entry<String, String>> marks) {
        return marks.stream()
                .filter(mark -> agent.contains(mark.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
