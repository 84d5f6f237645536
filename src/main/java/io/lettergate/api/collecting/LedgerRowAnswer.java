package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is known of one message on the server, as the API shows it. */
@Schema(name = "LedgerRow")
@JsonInclude(JsonInclude.Include.NON_NULL)
record LedgerRowAnswer(
        @Schema(description = "Names the row for ever") String key,

        @Schema(description = "The server's own name for the message (RFC 1939 §7)")
        String uidl,

        @Schema(description = "Octets, as the server says") long size,

        @Schema(description = "SHA-256 of our copy, in hexadecimal") @Nullable
        String digest,

        Instant firstSeenAt,

        @Schema(description = "When our copy was stored") @Nullable
        Instant storedAt,

        @Schema(description = "The id of our message; absent while there is none, and once it was removed for good")
        @Nullable
        String messageId,

        String subject,
        String sender,

        @Schema(
                allowableValues = {
                    "waiting",
                    "onServer",
                    "due",
                    "pinned",
                    "held",
                    "removed",
                    "vanished",
                    "passedOver",
                    "failed"
                })
        String state,

        boolean pinned,

        @Schema(description = "When it will leave the server; absent if it will not") @Nullable
        Instant leavesAt,

        @Schema(description = "When it was found to be gone from the server") @Nullable
        Instant goneAt,

        @Schema(description = "Why there is no copy, or why it does not leave") @Nullable
        String problem) {

    static LedgerRowAnswer of(LedgerRow row) {
        return new LedgerRowAnswer(
                row.key(),
                row.uidl(),
                row.size(),
                row.digest(),
                row.firstSeenAt(),
                row.storedAt(),
                row.message() == null ? null : OpaqueId.of(row.message()).value(),
                row.subject(),
                row.sender(),
                Word.of(row.state()),
                row.pinned(),
                row.leavesAt(),
                row.goneAt(),
                row.problem());
    }
}
