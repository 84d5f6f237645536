package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.CorpusFiles;
import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HtmlCorpusTests {

    private static final Function<String, SafeHtml> MAIL = html -> MailHtml.sanitize(html, cid -> Optional.empty());

    private static final Function<String, SafeHtml> WHOLE = html -> MailHtml.sanitize(
            html,
            new Showing(
                    cid -> Optional.of("/content/cid"),
                    address -> Optional.of("/content/remote"),
                    Colours.ADAPTED,
                    Screen.DARK));

    @Test
    void leavesOnlyWhatIsAllowedInHtml() throws IOException {
        assertThat(faults(MAIL, Allowed.ELEMENTS_OF_MAIL)).isEmpty();
    }

    @Test
    @DisplayName("R1 R4 with style sheets, colours and pictures of the Web, only what is on the lists is left as well")
    void leavesOnlyWhatIsAllowedWhereAllIsShown() throws IOException {
        assertThat(faults(WHOLE, Allowed.ELEMENTS_OF_MAIL)).isEmpty();
    }

    @Test
    @DisplayName("R4 style sheets hold nothing that loads, moves or names anything outside of the message")
    void leavesOnlyPlainRulesInStyleSheets() throws IOException {
        int kept = 0;
        for (var file : files()) {
            var sheet = WHOLE.apply(read(file)).dress().sheet();
            kept += sheet.isEmpty() ? 0 : 1;

            assertThat(Allowed.faultsOfSheet(sheet))
                    .as(file.getFileName().toString())
                    .isEmpty();
        }

        System.out.println(kept + " payloads keep something of a style sheet");
        assertThat(kept).isGreaterThan(5);
    }

    @Test
    @DisplayName("R8 plain text becomes words, and nothing of it a tag")
    void makesOnlyWhatIsAllowedOfPlainText() throws IOException {
        assertThat(faults(PlainText::format, Allowed.ELEMENTS_OF_TEXT)).isEmpty();
        assertThat(faults(PlainText::laidOut, Allowed.ELEMENTS_OF_TEXT)).isEmpty();
    }

    /** The second time the sanitizer may still mend the nesting of lists and tables, but lets nothing new in. */
    @Test
    @DisplayName("R11 sanitized twice it is as safe as once")
    void staysSafeTheSecondTime() throws IOException {
        int changed = 0;
        for (var file : files()) {
            var once = MAIL.apply(read(file)).markup();
            changed += MAIL.apply(once).markup().equals(once) ? 0 : 1;
        }

        System.out.println(changed + " payloads change the second time");
        assertThat(faults(html -> MAIL.apply(MAIL.apply(html).markup()), Allowed.ELEMENTS_OF_MAIL))
                .isEmpty();
        assertThat(changed).isLessThan(100);
    }

    private static List<String> faults(Function<String, SafeHtml> conversion, Set<String> elements) throws IOException {
        var faults = new ArrayList<String>();
        for (var file : files()) {
            var markup = conversion.apply(read(file)).markup();
            Allowed.faults(markup, elements).forEach(fault -> faults.add(file.getFileName() + ": " + fault));
        }
        return faults;
    }

    private static List<Path> files() throws IOException {
        var files = CorpusFiles.in("html-xss/open", ".html");
        assertThat(files).hasSizeGreaterThan(4_000);
        return files;
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
