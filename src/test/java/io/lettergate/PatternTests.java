package io.lettergate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * No pattern of ours is kept busy by a text: what each looks at is counted, for texts that are made of its own words. Who
 * looks at each character a few times has counted a few for each; who begins anew at every character, half the text.
 */
class PatternTests {

    private static final int LONG = 100_000;
    private static final int SHORT = 1_500;
    private static final int LOOKS_EACH = 300;
    private static final long STACK = 256 << 10;

    /** Patterns that only ever see a whole text, and so begin at its beginning only. */
    private static final Set<String> WHOLE = Set.of(
            "AddressRange.FORM",
            "Arrivals.ITEM",
            "IncomingTags.MAILTO",
            "MailPolicy.LINK",
            "Remote.ADDRESS",
            "Targets.WEB");

    private static final Pattern WORDS = Pattern.compile("[A-Za-z]{1,20}|[^A-Za-z0-9\\\\]");
    private static final Pattern INLINE =
            Pattern.compile("\\.(matches|replaceAll|replaceFirst|split)\\(\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*[,)]");

    /** A pattern, where it stands, and whether it is compared with whole texts only. */
    private record Known(String name, Pattern pattern, boolean isWhole) {

        @Override
        public String toString() {
            return name + " " + pattern;
        }
    }

    /** A text that counts how often somebody looks at a character of it. */
    private static final class Watched implements CharSequence {

        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            if (++looks > (long) LOOKS_EACH * text.length()) {
                throw new IllegalStateException("It looked more than " + LOOKS_EACH + " times at each character");
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    @DisplayName("R53 no pattern is kept busy, nor sent too deep, by a text of 100 KB")
    void noPatternIsKeptBusy() throws IOException, InterruptedException {
        var known = Stream.concat(fields(), inline()).toList();
        var busy = new ConcurrentLinkedQueue<String>();

        // A small stack, as texts that go too deep in a large one would be longer.
        var look = new Thread(
                null,
                () -> known.forEach(one -> busyWith(one).ifPresent(text -> busy.add(one + ": " + text))),
                "",
                STACK);
        look.start();
        look.join();

        assertThat(known).hasSizeGreaterThan(100);
        assertThat(busy).isEmpty();
    }

    @Test
    @DisplayName("R53 patterns that go back and forth are found out")
    void busyPatternsAreFoundOut() {
        assertThat(List.of("[. ]+$", "(a|b)+", "(x+x+)+y", "\\s*mailto:.*", "<b[^>]*>"))
                .allSatisfy(busy -> assertThat(busyWith(new Known(busy, Pattern.compile(busy), false)))
                        .isNotEmpty());
    }

    @Test
    void patternsThatSeeWholeTextsAreNotSearchedFor() throws IOException {
        for (var name : WHOLE) {
            var parts = name.split("\\.");
            var uses = Pattern.compile("(matching)\\(" + parts[1] + "\\)|\\b" + parts[1]
                            + "\\.matcher(?s:.){0,200}?\\.(matches|find|lookingAt|replace|results)")
                    .matcher(source(parts[0]))
                    .results()
                    .map(use -> use.group(1) == null ? use.group(2) : use.group(1))
                    .toList();

            assertThat(uses).as(name).isNotEmpty().isSubsetOf("matches", "matching");
        }
    }

    /** The beginning of a text that keeps it busy, and how. */
    private static Optional<String> busyWith(Known known) {
        for (var text : hostile(known.pattern().pattern())) {
            try {
                look(known, new Watched(text));
            } catch (IllegalStateException | StackOverflowError busy) {
                return Optional.of(text.substring(0, 40) + "… of " + text.length() + ": " + busy);
            }
        }
        return Optional.empty();
    }

    private static void look(Known known, CharSequence text) {
        var matcher = known.pattern().matcher(text);
        if (known.isWhole()) {
            matcher.matches();
        } else {
            while (matcher.find()) {
                // Each finding counts.
            }
        }
    }

    /** Texts of the pattern's own words: each over and over, and each behind each other, with an end that does not fit. */
    private static List<String> hostile(String pattern) {
        var words = new TreeSet<>(List.of(" ", "a", "0", "\t", "x0", "re:", "[a]"));
        WORDS.matcher(pattern).results().forEach(word -> words.add(word.group()));
        var texts = new ArrayList<String>();
        for (var word : words) {
            for (var end : List.of("", "\u0001")) {
                texts.add(filled("", word, LONG) + end);
                words.forEach(before -> texts.add(filled(before, word, SHORT) + end));
                words.forEach(before -> texts.add(filled("", before + word, SHORT) + end));
            }
        }
        return texts;
    }

    private static String filled(String before, String word, int length) {
        return before + word.repeat(length / word.length());
    }

    /** All constants of our classes, found by their types. */
    private static Stream<Known> fields() throws IOException {
        var classes = Path.of("target/classes");
        try (var files = Files.walk(classes.resolve("io/lettergate"))) {
            return files
                    .map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && isOfOthersWords(file))
                    .sorted()
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .flatMap(PatternTests::constants)
                    .toList()
                    .stream();
        }
    }

    /** The demo reads what we wrote ourselves. */
    private static boolean isOfOthersWords(String file) {
        return !file.contains("/demo/") && !file.contains("-info");
    }

    private static Stream<Known> constants(String name) {
        try {
            var declared = Class.forName(name, false, PatternTests.class.getClassLoader())
                    .getDeclaredFields();
            return Stream.of(declared)
                    .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()))
                    .map(PatternTests::known);
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(name, gone);
        }
    }

    private static Known known(Field field) {
        try {
            field.setAccessible(true);
            var name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
            return new Known(name, (Pattern) field.get(null), WHOLE.contains(name));
        } catch (IllegalAccessException hidden) {
            throw new IllegalStateException(field.toString(), hidden);
        }
    }

    /** All that stand as a text within a call; those that are put together are of our own words. */
    private static Stream<Known> inline() throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files
                    .filter(file -> file.toString().endsWith(".java") && isOfOthersWords(file.toString()))
                    .sorted()
                    .flatMap(PatternTests::calls)
                    .toList()
                    .stream();
        }
    }

    private static Stream<Known> calls(Path file) {
        return INLINE.matcher(read(file))
                .results()
                .map(call -> new Known(
                        file.getFileName() + "." + call.group(1),
                        Pattern.compile(call.group(2).translateEscapes()),
                        call.group(1).equals("matches")));
    }

    private static String source(String type) throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.endsWith(type + ".java"))
                    .map(PatternTests::read)
                    .reduce("", String::concat);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
