package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is found in a message without fetching more of it, as the API shows it. */
@Schema(name = "Findings")
@JsonInclude(JsonInclude.Include.NON_NULL)
record FoundAnswer(
        @Schema(
                description = "What of the message is not read or shown to its end",
                allowableValues = {
                    "unreadable",
                    "text",
                    "parts",
                    "depth",
                    "fields",
                    "longField",
                    "addresses",
                    "events",
                    "header"
                })
        List<String> notices,

        @Schema(
                description =
                        "What the reader's own mail server found out about who sent it; absent where it says nothing"
                                + " that is believed")
        @Nullable
        VerdictAnswer verdict,

        @Schema(description = "Reasons to doubt that it is from whom it seems")
        List<DoubtAnswer> doubts) {

    /** What a mail server found out. */
    @Schema(name = "Verdict")
    record VerdictAnswer(
            @Schema(
                    description =
                            "`confirmed`: it comes from the domain; `refuted`: the owner of the domain says that such"
                                    + " mail is not theirs; `open`: nobody can tell",
                    allowableValues = {"confirmed", "refuted", "open"})
            String finding,

            @Schema(description = "The domain that the message says it is from")
            String domain) {

        private static @Nullable VerdictAnswer of(@Nullable Verdict verdict) {
            return verdict == null ? null : new VerdictAnswer(Word.of(verdict.finding()), verdict.domain());
        }
    }

    /** A reason to doubt. */
    @Schema(name = "Doubt")
    record DoubtAnswer(
            @Schema(
                    description =
                            "`nameIsAddress`: the name is an address, and not the one that it is from; `looksLike`:"
                                    + " the domain looks like another, in letters of another script; `mixedScripts`:"
                                    + " the domain mixes scripts that nobody writes together",
                    allowableValues = {"nameIsAddress", "looksLike", "mixedScripts"})
            String kind,

            @Schema(description = "What it seems to be") String subject,

            @Schema(description = "What it is: the address, or the domain in letters that cannot be mistaken")
            String truth) {

        private static DoubtAnswer of(Doubt doubt) {
            return new DoubtAnswer(Word.of(doubt.kind()), doubt.subject(), doubt.truth());
        }
    }

    static FoundAnswer of(Extras extras) {
        return new FoundAnswer(
                extras.notices().stream().map(Word::of).toList(),
                VerdictAnswer.of(extras.verdict()),
                extras.doubts().stream().map(DoubtAnswer::of).toList());
    }
}
