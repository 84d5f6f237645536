package io.lettergate.mailbox;

import io.lettergate.mail.MessageSummary;
import java.util.List;

/**
 * Messages that answer each other.
 *
 * @param messages oldest first; each once, wherever else it was filed too
 */
public record Conversation(List<MessageSummary> messages) {

    public Conversation {
        messages = List.copyOf(messages);
    }
}
