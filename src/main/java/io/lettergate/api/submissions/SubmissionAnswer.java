package io.lettergate.api.submissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message on its way out as the API shows it. */
@Schema(name = "Submission")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubmissionAnswer(
        String id,

        @Schema(
                description =
                        "`uncertain`: the server may have it, and could not say so; only a person can decide whether"
                                + " it is sent again",
                allowableValues = {"held", "queued", "sending", "sent", "failed", "uncertain", "cancelled"})
        String state,

        @Schema(description = "Who is told when it cannot be delivered")
        String from,

        List<RecipientAnswer> recipients,
        String subject,
        @Nullable String messageId,

        @Schema(description = "Octets as it is sent") long size,
        Instant createdAt,

        @Schema(description = "When it is or was to be sent")
        Instant sendAt,

        @Schema(description = "When it is tried next; absent where it is not") @Nullable
        Instant nextAt,

        @Schema(description = "When the server took it") @Nullable
        Instant sentAt,

        @Schema(description = "How often it was tried") int attempts,

        @Schema(description = "Why it waits or failed, in a sentence") @Nullable
        String problem,

        @Schema(
                description =
                        "The copy in Sent; `pending`: the message is sent, and its copy is not filed yet; `provider`:"
                                + " the mail server files it itself",
                allowableValues = {"none", "wanted", "pending", "filed", "provider", "failed"})
        String copy,

        @Schema(description = "Why the copy is not filed yet, in a sentence") @Nullable
        String copyProblem) {

    /** One who gets it, and what became of that. */
    @Schema(name = "SubmissionRecipient")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecipientAnswer(
            String address,

            @Schema(allowableValues = {"waiting", "accepted", "refused", "uncertain"})
            String state,

            @Schema(description = "What the server said last") @Nullable
            String response) {

        static RecipientAnswer of(Recipient recipient) {
            return new RecipientAnswer(
                    recipient.address().value(), recipient.outcome().word(), recipient.words());
        }
    }

    static SubmissionAnswer of(Submission submission) {
        return new SubmissionAnswer(
                submission.id().toString(),
                submission.state().word(),
                submission.from().value(),
                submission.recipients().stream().map(RecipientAnswer::of).toList(),
                submission.subject(),
                submission.messageId(),
                submission.size(),
                submission.createdAt(),
                submission.sendAt(),
                submission.nextAt(),
                submission.sentAt(),
                submission.attempts(),
                submission.problem(),
                submission.copy().word(),
                submission.copyProblem());
    }
}
