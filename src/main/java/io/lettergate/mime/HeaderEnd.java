package io.lettergate.mime;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the end of a header that no empty line parts from the words: it is before the first line that is no field,
 * unless one comes behind it that only headers have.
 */
final class HeaderEnd {

    private static final Pattern OF_HEADERS = Pattern.compile(
            "(?i)from|sender|reply-to|to|cc|bcc|subject|date|message-id|in-reply-to|references|received|return-path"
                    + "|delivered-to|mime-version|dkim-signature|authentication-results|importance|precedence"
                    + "|errors-to|envelope-to|user-agent|auto-submitted|feedback-id|disposition-notification-to"
                    + "|(?:content|list|resent|arc|thread|original|x)-[a-z0-9-]+");

    private long stray = -1;

    /**
     * Goes to the next line that is no fold.
     *
     * @param field absent where it is none
     */
    void pass(@Nullable RawField field, long at) {
        if (field == null) {
            stray = stray < 0 ? at : stray;
        } else if (OF_HEADERS.matcher(field.name()).matches()) {
            stray = -1;
        }
    }

    /** Whether there were lines at the end that are no fields. */
    boolean isFound() {
        return stray >= 0;
    }

    /** Where the first of them begins. */
    long at() {
        return stray;
    }
}
