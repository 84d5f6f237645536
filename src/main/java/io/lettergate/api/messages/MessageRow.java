package io.lettergate.api.messages;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

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
        boolean readable) {

    static MessageRow of(MessageSummary summary) {
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
                summary.readable());
    }

    MessageRow unreadable() {
        return new MessageRow(id, mailboxId, envelope, keywords, receivedAt, size, hasAttachment, preview, false);
    }
}
