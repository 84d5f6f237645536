package io.lettergate.mailbox;

import io.lettergate.mail.MessageSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of a list, newest first.
 *
 * @param total how many rows the whole list has
 * @param older where to go on; absent at the end
 * @param newer where the page before this begins; absent at the start
 */
public record MessagePage(
        List<MessageSummary> messages,
        long total,
        @Nullable Cursor older,
        @Nullable Cursor newer) {

    public MessagePage {
        messages = List.copyOf(messages);
    }
}
