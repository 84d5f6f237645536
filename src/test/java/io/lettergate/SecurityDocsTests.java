package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/security.md promises what tests prove, and leaves out nothing that they do. */
class SecurityDocsTests {

    private static final Pattern NAME = Pattern.compile("@DisplayName\\(\\s*\"([^\"]*)\"");
    private static final Pattern NUMBER = Pattern.compile("\\bR([1-9][0-9]?)\\b");
    private static final Pattern RANGE = Pattern.compile("R([0-9]+)–R([0-9]+)");

    /** A row of the table of promises. */
    private record Row(List<Integer> numbers, String state, String where) {

        boolean isProven() {
            return state.equals("proven");
        }

        /** Whether there may be tests already. */
        boolean isAtWork() {
            return isProven() || state.equals("being built");
        }
    }

    @Test
    @DisplayName("every promise that is called proven has a test with its number")
    void everyPromiseHasATest() throws IOException {
        var tested = tested();

        assertThat(rows().stream()
                        .filter(Row::isProven)
                        .flatMap(row -> row.numbers().stream())
                        .filter(number -> !tested.contains(number)))
                .isEmpty();
    }

    @Test
    @DisplayName("every number that a test carries is a promise of the page")
    void everyNumberOfATestIsPromised() throws IOException {
        var promised = new TreeSet<Integer>();
        rows().stream().filter(Row::isAtWork).forEach(row -> promised.addAll(row.numbers()));

        assertThat(promised).containsAll(tested());
    }

    @Test
    void theTableHasEveryNumberOnce() throws IOException {
        var all = rows().stream().flatMap(row -> row.numbers().stream()).toList();

        assertThat(all).doesNotHaveDuplicates().contains(1, 16, 27, 40, 54, 60, 73, 80, 86);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        try (var sources = Files.walk(Path.of("src/test/java"))) {
            var names = sources.map(source -> source.getFileName().toString()).toList();

            assertThat(rows().stream().map(Row::where).filter(where -> where.startsWith("`")))
                    .isNotEmpty()
                    .allSatisfy(where -> assertThat(names).contains(where.replace("`", "") + ".java"));
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("docs/security.md")).stream()
                .filter(line -> line.startsWith("| R"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(numbers(cells[1].strip()), cells[3].strip(), cells[4].strip()))
                .toList();
    }

    private static List<Integer> numbers(String cell) {
        var range = RANGE.matcher(cell);
        return range.matches()
                ? IntStream.rangeClosed(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)))
                        .boxed()
                        .toList()
                : in(cell).toList();
    }

    private static Stream<Integer> in(String text) {
        return NUMBER.matcher(text).results().map(found -> Integer.valueOf(found.group(1)));
    }

    /** All numbers in the names of tests. */
    private static Set<Integer> tested() throws IOException {
        var numbers = new TreeSet<Integer>();
        try (var sources = Files.walk(Path.of("src/test/java"))) {
            for (var source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                NAME.matcher(Files.readString(source))
                        .results()
                        .flatMap(name -> in(name.group(1)))
                        .forEach(numbers::add);
            }
        }
        return numbers;
    }
}
