package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.CorpusFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HtmlCorpusTests {

    private static final Function<String, SafeHtml> MAIL = html -> MailHtml.sanitize(html, cid -> Optional.empty());

    @Test
    void leavesOnlyWhatIsAllowedInHtml() throws IOException {
        assertThat(faults(MAIL, Allowed.ELEMENTS_OF_MAIL)).isEmpty();
    }

    @Test
    void makesOnlyWhatIsAllowedOfPlainText() throws IOException {
        assertThat(faults(PlainText::format, Allowed.ELEMENTS_OF_TEXT)).isEmpty();
    }

    /** The second time the sanitizer may still mend the nesting of lists and tables, but lets nothing new in. */
    @Test
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
