package io.lettergate.api.messages;

import io.lettergate.mailbox.Conversation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A conversation, oldest message first. */
@Schema(name = "Conversation")
record ConversationAnswer(List<MessageRow> items) {

    static ConversationAnswer of(Conversation conversation) {
        return new ConversationAnswer(
                conversation.messages().stream().map(MessageRow::of).toList());
    }
}
