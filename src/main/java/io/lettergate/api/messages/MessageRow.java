package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.ConversationCount;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One row of a list, as the API shows it. */
@Schema(name = "MessageSummary")
record MessageRow(
        String id,
        String mailboxId,
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) EnvelopeAnswer envelope,

        @Schema(description = "The keywords that are set, each with true", example = "{\"$seen\": true}")
        SortedMap<String, Boolean> keywords,

        @Schema(description = "When the mail server got it, in UTC")
        Instant receivedAt,

        @Schema(description = "Octets of the whole message") long size,
        boolean hasAttachment,
        @Schema(description = "The first words of its text") String preview,

        @Schema(description = "False where only the octets can be had")
        boolean readable,

        @Schema(description = "What the row stands for in a collapsed list; absent in any other")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Conversation conversation,

        @Schema(
                description =
                        "How it stands with the copy on the server; absent where the server keeps the mail itself")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        ServerCopy server) {

    /** How much of a conversation the mailbox holds. */
    @Schema(name = "ConversationCount")
    record Conversation(int messages, int unread) {}

    static MessageRow of(MessageSummary summary, @Nullable ServerCopy server) {
        return of(summary, null, server);
    }

    static MessageRow of(MessageSummary summary, @Nullable ConversationCount count, @Nullable ServerCopy server) {
        var keywords = new TreeMap<String, Boolean>();
        summary.flags().stream().map(Flag::keyword).forEach(keyword -> keywords.put(keyword, true));
        return new MessageRow(
                OpaqueId.of(summary.ref()).value(),
                OpaqueId.of(summary.ref().mailbox()).value(),
                EnvelopeAnswer.of(summary.envelope()),
                keywords,
                summary.receivedAt(),
                summary.size(),
                summary.hasAttachment(),
                summary.preview(),
                summary.readable(),
                count == null ? null : new Conversation(count.messages(), count.unread()),
                server);
    }

    MessageRow unreadable() {
        return with(hasAttachment, false);
    }

    /** The same for a message within, of which no list tells that. */
    MessageRow holding(boolean files) {
        return with(files, readable);
    }

    private MessageRow with(boolean files, boolean isReadable) {
        return new MessageRow(
                id, mailboxId, envelope, keywords, receivedAt, size, files, preview, isReadable, conversation, server);
    }
}
