package io.lettergate.safehtml;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;

/**
 * Whatever HTML comes, nothing that runs is left of it. In the suite the seeds are tried; with JAZZER_FUZZ=1 new ones are
 * looked for, for a minute.
 */
class SanitizerFuzzTests {

    private static final Set<String> FORBIDDEN = Set.of(
            "script",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "button",
            "textarea",
            "select",
            "link",
            "meta",
            "base",
            "svg",
            "math",
            "audio",
            "video",
            "applet",
            "frame",
            "frameset",
            "template");

    @FuzzTest(maxDuration = "60s")
    @DisplayName("R53 no HTML leaves anything that runs")
    void leavesNothingThatRuns(byte[] octets) {
        var html = new String(octets, StandardCharsets.UTF_8);

        var markup = MailHtml.sanitize(html, id -> Optional.empty()).markup();

        Jsoup.parseBodyFragment(markup).body().getAllElements().forEach(element -> {
            if (FORBIDDEN.contains(element.normalName())) {
                throw new IllegalStateException("It left <" + element.normalName() + ">");
            }
            element.attributes().forEach(attribute -> {
                var value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
                if (attribute.getKey().startsWith("on") || value.startsWith("javascript:")) {
                    throw new IllegalStateException("It left " + attribute.getKey());
                }
            });
        });
    }
}
