package io.lettergate.exporting;

import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names for files that every system takes. */
final class FileNames {

    private static final int LONGEST = 80;

    private FileNames() {}

    /** A name made of words that anybody may have written. */
    static String of(String words, String otherwise) {
        var clean = Normalizer.normalize(words, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\\\/:*?\"<>|\\s]+", " ")
                .strip()
                .replaceAll("^[. ]+|(?<![. ])[. ]+$", "");
        var cut = clean.codePointCount(0, clean.length()) <= LONGEST
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, LONGEST)).strip();
        return cut.isEmpty() || cut.toLowerCase(Locale.ROOT).matches("con|prn|aux|nul|com[0-9]|lpt[0-9]")
                ? otherwise
                : cut;
    }

    /** A path for each mailbox, of which no two are the same, not even where capitals count for nothing. */
    static Map<MailboxName, String> paths(List<Mailbox> mailboxes) {
        Map<MailboxName, String> paths = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (var mailbox : mailboxes) {
            var wanted = path(mailbox);
            var path = wanted;
            for (int number = 2; !taken.add(path.toLowerCase(Locale.ROOT)); number++) {
                path = wanted + " (" + number + ")";
            }
            paths.put(mailbox.name(), path);
        }
        return paths;
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
