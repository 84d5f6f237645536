package io.lettergate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All patterns of the code, on texts that are made to keep a pattern busy. What they look at is counted, not timed. */
class PatternsTests {

    private static final int LENGTH = 100_000;
    /** A pattern that looks at every letter two hundred times needs about a tenth of a second for it. */
    private static final long MOST = 200L * LENGTH;

    /** Only ever see texts that were bounded before: the most that may come, and where that is seen to. */
    private static final Map<String, Integer> BOUNDED = Map.of();

    private static final List<String> PIECES = List.of(
            "a",
            " ",
            "\t",
            "\r\n",
            "0",
            "(",
            "\"",
            "\\",
            "<",
            "@",
            ".",
            "-",
            "_",
            "/",
            ":",
            "=",
            "=?",
            "?=",
            "&",
            ";",
            ",",
            "a ",
            " a",
            "a.",
            "a@",
            "a:",
            "\"a",
            "(a",
            "http://",
            "mailto:",
            "<a ",
            "url(",
            "=?utf-8?q?a?=",
            "%20",
            "aA0",
            "{1}",
            "[",
            "]",
            "ä",
            "日",
            "\u200B",
            "a=b;",
            "--",
            "re: ",
            "::",
            "1.",
            "con.");

    @Test
    @DisplayName("R53 no pattern of ours looks at a text of 100 KB more often than in a tenth of a second")
    void noPatternIsKeptBusy() {
        var busy = new TreeSet<String>();
        var patterns = patterns();

        patterns.forEach((name, pattern) -> {
            var length = BOUNDED.getOrDefault(name, LENGTH);
            texts(length).forEach(text -> {
                if (isBusy(pattern, text)) {
                    busy.add(name + " " + pattern + " on "
                            + text.substring(0, 12).strip());
                }
            });
        });

        assertThat(patterns).hasSizeGreaterThan(30);
        assertThat(busy).isEmpty();
    }

    private static Stream<String> texts(int length) {
        return PIECES.stream()
                .flatMap(piece ->
                        Stream.of("", "!", "\n", "\0", "a").map(end -> piece.repeat(length / piece.length()) + end))
                .flatMap(text -> Stream.of(text, "<a href=\"" + text));
    }

    private static boolean isBusy(Pattern pattern, String text) {
        try {
            var found = pattern.matcher(new Counted(text, new long[1]));
            for (int times = 0; times < 1000 && found.find(); times++) {
                // Each is one of many.
            }
            pattern.matcher(new Counted(text, new long[1])).matches();
            return false;
        } catch (IllegalStateException tooOften) {
            return true;
        } catch (StackOverflowError deep) {
            return true;
        }
    }

    /** All that are constants, by the class and the field. */
    private static Map<String, Pattern> patterns() {
        var patterns = new TreeMap<String, Pattern>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.lettergate").stream()
                        .flatMap(ours -> ours.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                        .map(field -> field.reflect())
                        .filter(field -> Modifier.isStatic(field.getModifiers()))
                        .forEach(field -> patterns.put(
                                field.getDeclaringClass().getSimpleName() + "." + field.getName(), value(field)));
        return patterns;
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A text that counts how often it is looked at, all its parts together. */
    private record Counted(CharSequence text, long[] looks) implements CharSequence {

        @Override
        public char charAt(int at) {
            if (++looks[0] > MOST) {
                throw new IllegalStateException("too often");
            }
            return text.charAt(at);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text.subSequence(from, to), looks);
        }

        @Override
        public IntStream chars() {
            return text.chars();
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
