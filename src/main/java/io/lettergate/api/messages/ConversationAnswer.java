package io.lettergate.api.messages;

import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Conversation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** A conversation, oldest message first. */
@Schema(name = "Conversation")
record ConversationAnswer(List<MessageRow> items) {

    static ConversationAnswer of(Conversation conversation, Map<MessageRef, ServerCopy> copies) {
        return new ConversationAnswer(conversation.messages().stream()
                .map(row -> MessageRow.of(row, copies.get(row.ref())))
                .toList());
    }
}
