package io.lettergate.api.messages;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.words.Word;
import io.lettergate.reading.Invitation.Answer;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer to an invitation, as a caller gives it. */
@Schema(name = "InvitationReply", example = "{\"answer\": \"accepted\"}")
record InvitationReply(
        @Schema(allowableValues = {"accepted", "tentative", "declined"}) @Nullable
        String answer,

        @Schema(description = "What the message to the organizer is called; if not given, the answer and the event")
        @Nullable
        String subject,

        @Schema(description = "What it says to those without a calendar; if not given, the answer in a sentence")
        @Nullable
        String text) {

    private static final int LONGEST = 10_000;

    Answer chosen() {
        return InvalidRequest.field("/answer", () -> {
            var chosen = Word.value(Answer.class, answer == null ? "" : answer);
            if (chosen == Answer.NONE) {
                throw new IllegalArgumentException("An answer is accepted, tentative or declined");
            }
            return chosen;
        });
    }

    String subject(String otherwise) {
        return fit("/subject", subject, otherwise);
    }

    String text(String otherwise) {
        return fit("/text", text, otherwise);
    }

    private static String fit(String pointer, @Nullable String words, String otherwise) {
        if (words == null || words.isBlank()) {
            return otherwise;
        }
        return InvalidRequest.field(pointer, () -> {
            if (words.length() > LONGEST) {
                throw new IllegalArgumentException("This has at most " + LONGEST + " characters");
            }
            return words;
        });
    }
}
