package io.lettergate.mailbox;

import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, in its order.
 *
 * @param total how many rows the whole list has
 * @param older where to go on; absent at the end
 * @param newer where the page before this begins; absent at the start
 * @param version by which a caller may later ask whether anything changed; absent where nobody can tell
 * @param conversations what the rows of a collapsed list stand for; empty in any other list
 */
public record MessagePage(
        List<MessageSummary> messages,
        long total,
        @Nullable Cursor older,
        @Nullable Cursor newer,
        @Nullable ListVersion version,
        Map<MessageRef, ConversationCount> conversations) {

    /** A page of a list that is not collapsed. */
    public MessagePage(
            List<MessageSummary> messages,
            long total,
            @Nullable Cursor older,
            @Nullable Cursor newer,
            @Nullable ListVersion version) {
        this(messages, total, older, newer, version, Map.of());
    }

    public MessagePage {
        messages = List.copyOf(messages);
        conversations = Map.copyOf(conversations);
    }

    public MessagePage with(ListVersion now) {
        return new MessagePage(messages, total, older, newer, now, conversations);
    }

    public MessagePage with(Map<MessageRef, ConversationCount> counts) {
        return new MessagePage(messages, total, older, newer, version, counts);
    }
}
