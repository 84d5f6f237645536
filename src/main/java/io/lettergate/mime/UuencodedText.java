package io.lettergate.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Plain text with files between its lines, as mail had them before MIME (POSIX uuencode).
 *
 * @param words without the files
 */
public record UuencodedText(String words, List<UuencodedFile> files) {

    private static final int MOST_FILES = 100;
    private static final Pattern BEGIN = Pattern.compile("begin [0-7]{3,4} (.{1,250})");

    public UuencodedText {
        files = List.copyOf(files);
    }

    /** A file, still encoded. */
    public record UuencodedFile(String name, String encoded) {

        /** What it holds. */
        public byte[] octets() {
            try (var stream =
                    new UuencodedStream(new ByteArrayInputStream(encoded.getBytes(StandardCharsets.ISO_8859_1)))) {
                return stream.readAllBytes();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    /** Parts the words from the files; what has no end, or too few lines of the right length, is words. */
    public static UuencodedText of(String text) {
        if (!text.contains("begin ")) {
            return new UuencodedText(text, List.of());
        }
        var words = new StringBuilder();
        var files = new ArrayList<UuencodedFile>();
        var lines = text.split("(?<=\\n)", -1);
        for (int i = 0; i < lines.length; i++) {
            var begin = BEGIN.matcher(lines[i].stripTrailing());
            int end = begin.matches() && files.size() < MOST_FILES ? end(lines, i + 1) : -1;
            if (end < 0) {
                words.append(lines[i]);
                continue;
            }
            files.add(new UuencodedFile(
                    OneLine.of(begin.group(1), 250),
                    String.join("", List.of(lines).subList(i, end + 1))));
            i = end;
        }
        return new UuencodedText(words.toString(), files);
    }

    /** The line that ends the file; -1 where one of its lines cannot be one, or there is no end. */
    private static int end(String[] lines, int from) {
        for (int i = from; i < lines.length; i++) {
            var line = lines[i].stripTrailing();
            if (line.equals("end")) {
                return i > from ? i : -1;
            }
            if (!line.isEmpty() && !isData(line)) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isData(String line) {
        int octets = line.charAt(0) - ' ' & 0x3F;
        int characters = (octets + 2) / 3 * 4;
        return line.length() <= 64
                && line.length() - 1 <= characters + 2
                && line.chars().allMatch(c -> c >= ' ' && c <= '`');
    }
}
