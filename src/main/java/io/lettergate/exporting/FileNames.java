package io.lettergate.exporting;

import io.lettergate.mail.Mailbox;
import java.text.Normalizer;
import java.util.Locale;

/** Names for files that every system takes. */
final class FileNames {

    private static final int LONGEST = 80;

    private FileNames() {}

    /** A name made of words that anybody may have written. */
    static String of(String words, String otherwise) {
        var clean = Normalizer.normalize(words, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\\\/:*?\"<>|\\s]+", " ")
                .strip()
                .replaceAll("^[. ]+|[. ]+$", "");
        var cut = clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)).strip();
        return cut.isEmpty() || cut.toLowerCase(Locale.ROOT).matches("con|prn|aux|nul|com[0-9]|lpt[0-9]")
                ? otherwise
                : cut;
    }

    /** The levels of a mailbox as folders. */
    static String path(Mailbox mailbox) {
        var delimiter = mailbox.delimiter();
        var name = mailbox.name().value();
        if (delimiter == null || delimiter.isEmpty()) {
            return of(name, "Folder");
        }
        return java.util.Arrays.stream(name.split(java.util.regex.Pattern.quote(delimiter), -1))
                .map(level -> of(level, "Folder"))
                .collect(java.util.stream.Collectors.joining("/"));
    }
}
