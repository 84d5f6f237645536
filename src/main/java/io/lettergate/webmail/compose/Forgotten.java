package io.lettergate.webmail.compose;

import io.lettergate.sending.drafts.DraftContent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the writer of a message may have forgotten; the page's scripts look for the same. */
final class Forgotten {

    private static final Pattern ATTACHED = Pattern.compile(
            "\\b(?:attach(?:ed|ment|ments|ing)?|enclosed|anbei|anhang|beigefügt|ci-joint|adjunto|in allegato|bijlage)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    private static final String FORWARDED = "---------- Forwarded message";

    private Forgotten() {}

    /** Each as the key of a sentence. */
    static List<String> in(DraftContent content) {
        var forgotten = new ArrayList<String>();
        if (content.subject().isBlank()) {
            forgotten.add("write.noSubject");
        }
        if (content.files().isEmpty() && ATTACHED.matcher(ownWords(content)).find()) {
            forgotten.add("write.forgotten");
        }
        return forgotten;
    }

    private static String ownWords(DraftContent content) {
        return content.text()
                .lines()
                .takeWhile(line -> !line.startsWith(FORWARDED))
                .filter(line -> !line.startsWith(">"))
                .collect(Collectors.joining("\n"));
    }
}
