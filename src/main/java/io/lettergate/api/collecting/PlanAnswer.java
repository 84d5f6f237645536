package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.collecting.Plan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a window would remove from the server, as the API shows it. */
@Schema(name = "KeepOnServerPlan")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanAnswer(
        @Schema(description = "Shows that the plan was read; good for this window of this account, and for an hour")
        String token,

        @Schema(description = "Whether the token is needed: the window removes what the present one would not")
        boolean tokenNeeded,

        WindowBody window,

        @Schema(description = "How many messages lie on the server now")
        long onServer,

        @Schema(description = "How many of them have a day on which they leave")
        long leaving,

        long leavingOctets,

        @Schema(description = "How many of those would leave at the first poll that may remove")
        long soon,

        @Schema(description = "When the first would leave; absent if none will") @Nullable
        Instant firstAt,

        @Schema(description = "How many leave for which reason")
        List<Reason> why,

        @Schema(description = "How many stay for which reason")
        List<Reason> staying,

        @Schema(description = "Some of those that leave first")
        List<LedgerRowAnswer> sample) {

    /** So many messages for this reason. */
    @Schema(name = "PlanReason")
    record Reason(
            @Schema(
                    allowableValues = {
                        "age",
                        "overSize",
                        "overCount",
                        "removedHere",
                        "stored",
                        "forever",
                        "notYetDue",
                        "unread",
                        "pinned",
                        "held",
                        "noCopy",
                        "unsureIdentity"
                    })
            String reason,

            long messages) {

        static Reason of(Plan.Count count) {
            return new Reason(Word.of(count.reason()), count.messages());
        }
    }

    static PlanAnswer of(Plan plan) {
        return new PlanAnswer(
                plan.token(),
                plan.needsToken(),
                WindowBody.of(plan.window()),
                plan.onServer(),
                plan.leaving(),
                plan.leavingOctets(),
                plan.soon(),
                plan.firstAt(),
                plan.why().stream().map(Reason::of).toList(),
                plan.staying().stream().map(Reason::of).toList(),
                plan.sample().stream().map(LedgerRowAnswer::of).toList());
    }
}
