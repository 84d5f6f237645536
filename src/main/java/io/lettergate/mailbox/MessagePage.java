package io.lettergate.mailbox;

import io.lettergate.mail.MessageSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, in its order.
 *
 * @param total how many rows the whole list has
 * @param older where to go on; absent at the end
 * @param newer where the page before this begins; absent at the start
 * @param version by which a caller may later ask whether anything changed; absent where nobody can tell
 */
public record MessagePage(
        List<MessageSummary> messages,
        long total,
        @Nullable Cursor older,
        @Nullable Cursor newer,
        @Nullable ListVersion version) {

    public MessagePage {
        messages = List.copyOf(messages);
    }
}
