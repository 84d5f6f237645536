package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.sending.Submission;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;

/** An answer to a message that was handed to the outbox, as the API shows it. */
@Schema(name = "SentAnswer")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SentAnswer(
        String submissionId,

        @Schema(description = "How it stands now; the submission tells what becomes of it")
        String state) {

    static SentAnswer of(Submission submission) {
        return new SentAnswer(submission.id().toString(), submission.state().word());
    }

    /** Where to see what becomes of it. */
    URI location(String account) {
        return URI.create("/api/v1/accounts/" + account + "/submissions/" + submissionId);
    }
}
