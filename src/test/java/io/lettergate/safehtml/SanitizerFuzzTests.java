package io.lettergate.safehtml;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

/**
 * Whatever HTML comes, only what is on the lists is left of it, the first time and the second. The suite tries the seeds,
 * and then looks for others for half a minute; CONTRIBUTING.md says how to look for longer.
 */
class SanitizerFuzzTests {

    /** Time is no part of the promise here: a slow machine finds nothing that a fast one does not. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final Showing MARKUP = Showing.markup(contentId -> Optional.of("/content/cid"));

    private static final Showing WHOLE = new Showing(
            contentId -> Optional.of("/content/cid"),
            address -> Optional.of("/content/remote"),
            Colours.ADAPTED,
            Screen.DARK);

    @DictionaryFile(resourcePath = "/io/lettergate/safehtml/html.dict")
    @FuzzTest(maxDuration = "30s")
    @DisplayName("R53 no HTML leaves anything that runs")
    void leavesNothingThatRuns(byte[] octets) {
        var html = new String(octets, StandardCharsets.UTF_8);

        var once = MailHtml.sanitize(html, MARKUP, PATIENCE).markup();
        var twice = MailHtml.sanitize(once, MARKUP, PATIENCE).markup();
        var whole = MailHtml.sanitize(html, WHOLE, PATIENCE);

        refuse("once", Allowed.faults(once, Allowed.ELEMENTS_OF_MAIL));
        refuse("twice", Allowed.faults(twice, Allowed.ELEMENTS_OF_MAIL));
        refuse("as a page", Allowed.faults(whole.markup(), Allowed.ELEMENTS_OF_MAIL));
        refuse("in the sheet", Allowed.faultsOfSheet(whole.dress().sheet()));
    }

    private static void refuse(String where, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new IllegalStateException("It left " + where + ": " + faults);
        }
    }
}
