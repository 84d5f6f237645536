package io.lettergate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.lettergate.safehtml.HeldBack;
import io.lettergate.safehtml.SafeHtml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the code as a whole never does, as it could not be undone elsewhere. */
class WallRulesTests {

    private static JavaClasses ours;

    @BeforeAll
    static void read() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.lettergate");
    }

    @Test
    @DisplayName("R10 only the sanitizer and the writer of plain text make HTML that is taken as it is")
    void onlyTheSanitizerMakesSafeHtml() {
        constructors()
                .that()
                .areDeclaredIn(SafeHtml.class)
                .should()
                .bePackagePrivate()
                .check(ours);
        noClasses()
                .that()
                .doNotHaveSimpleName("MailHtml")
                .and()
                .doNotHaveSimpleName("PlainText")
                .should()
                .callConstructor(SafeHtml.class, String.class, SafeHtml.Dress.class, HeldBack.class)
                .check(ours);
    }

    @Test
    @DisplayName("R10 templates put nothing out unescaped but HTML that the sanitizer made")
    void templatesPutOutOnlySafeHtml() throws IOException {
        var unescaped = new ArrayList<String>();
        for (var template : files("src/main/resources", ".html")) {
            Pattern.compile("th:utext=\"([^\"]*)\"|(\\[\\([^\\]]*\\)\\])")
                    .matcher(Files.readString(template))
                    .results()
                    .forEach(found -> unescaped.add(template.getFileName() + " " + found.group(1)));
        }

        // All are SafeHtml: the models of BodyPage, PrintPage, Shown and SourcePages have no other type for these.
        assertThat(unescaped)
                .containsExactlyInAnyOrder(
                        "body.html ${html.markup}",
                        "body.html ${html.dress.sheet}",
                        "extras.html ${body.words.markup}",
                        "letter.html ${body.words.markup}",
                        "plain.html ${body.markup}",
                        "print.html ${body.words.markup}",
                        "print.html ${body.html.markup}",
                        "print.html ${body.html.dress.sheet}");
    }

    @Test
    @DisplayName("R54 nothing is made an object of that came from outside as a serialized one")
    void nothingIsDeserialized() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java[.]io[.]ObjectInputStream|java[.]beans[.]XMLDecoder"
                        + "|com[.]thoughtworks[.]xstream[.].*|com[.]esotericsoftware[.].*|org[.]yaml[.].*")
                .check(ours);
    }

    @Test
    @DisplayName("R54 XML is read in one place at most, and there without document types")
    void xmlIsReadInOnePlace() throws IOException {
        var readers = ours.stream()
                .filter(candidate -> candidate.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getPackageName())
                        .anyMatch(name -> name.matches("javax[.]xml[.](parsers|stream|transform).*|org[.]xml[.]sax.*")))
                .map(candidate -> candidate.getName().replaceAll("[$].*", ""))
                .collect(Collectors.toSet());

        assertThat(readers).hasSizeLessThanOrEqualTo(1);
        for (var reader : readers) {
            assertThat(Files.readString(Path.of("src/main/java", reader.replace('.', '/') + ".java")))
                    .contains("disallow-doctype-decl");
        }
    }

    @Test
    @DisplayName("R45 no word of a request or of mail becomes a part of SQL")
    void sqlIsMadeOfFixedWords() throws IOException {
        var pieces = new ArrayList<String>();
        for (var source : files("src/main/java", ".java")) {
            Pattern.compile("\"[^\"]*='\"\\s*\\+|LIKE"
                            + " '[^'\"]*\"\\s*\\+|\\.sql\\([^;]{0,400}(getParameter|String\\.format|MessageFormat)")
                    .matcher(Files.readString(source))
                    .results()
                    .forEach(found -> pieces.add(source.getFileName() + " " + found.group()));
        }

        assertThat(pieces).isEmpty();
    }

    private static List<Path> files(String directory, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(directory))) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .toList();
        }
    }
}
