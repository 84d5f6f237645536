package io.lettergate.webmail;

import io.lettergate.mailbox.MessageQuery;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which rows of a mailbox a tab shows. */
enum Show {
    ALL(null),
    UNREAD(MessageQuery.Filter.UNREAD),
    STARRED(MessageQuery.Filter.FLAGGED),
    FILES(MessageQuery.Filter.ATTACHMENTS);

    private final MessageQuery.@Nullable Filter filter;

    Show(MessageQuery.@Nullable Filter filter) {
        this.filter = filter;
    }

    /** The tab a URL names; all rows where it names none. */
    static Show of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(show -> show.word().equals(word))
                .findFirst()
                .orElse(ALL);
    }

    /** As URLs and message keys spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<MessageQuery.Filter> filters() {
        return filter == null ? Set.of() : Set.of(filter);
    }
}
