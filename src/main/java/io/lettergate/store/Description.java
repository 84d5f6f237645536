package io.lettergate.store;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mime.Layout;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a message from its octets.
 *
 * @param layout absent where nobody could make sense of it
 * @param receivedAt when the last server says it took it
 * @param words to find it by
 */
record Description(
        Envelope envelope,
        @Nullable Layout layout,
        @Nullable Instant receivedAt,
        boolean hasAttachment,
        String preview,
        String words) {

    private static final int LONGEST_KEY = 200;
    private static final Pattern ANSWER =
            Pattern.compile("^(?:\\s*(?:re|fwd?|aw|wg|sv|vs|antw)(?:\\[\\d{1,3}])?:\\s*)++", Pattern.CASE_INSENSITIVE);

    String subjectKey() {
        return key(ANSWER.matcher(envelope.subject()).replaceFirst(""));
    }

    String senderKey() {
        return key(envelope.from());
    }

    String recipientKey() {
        return key(envelope.to());
    }

    private static String key(List<Address> people) {
        return people.isEmpty() ? "" : key(people.getFirst().label());
    }

    private static String key(String text) {
        var folded = SearchText.of(text).toLowerCase(Locale.ROOT).strip();
        return folded.length() <= LONGEST_KEY ? folded : folded.substring(0, LONGEST_KEY);
    }
}
