package io.lettergate.api.archiving;

import io.lettergate.archiving.ArchivePlan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/** What a rule would move now. */
@Schema(name = "ArchivePlan")
record PlanAnswer(
        @Schema(description = "Mail received before this day moves")
        LocalDate before,

        long messages,
        List<Batch> batches) {

    /** The messages of one year in one mailbox. */
    @Schema(name = "ArchiveBatch")
    record Batch(
            @Schema(description = "The path of the mailbox they are in")
            String from,

            int year,

            @Schema(description = "The path of the mailbox they would move to")
            String to,

            @Schema(description = "Whether that mailbox would be made first")
            boolean isNew,

            long messages) {}

    static PlanAnswer of(ArchivePlan plan) {
        return new PlanAnswer(
                plan.before(),
                plan.messages(),
                plan.batches().stream().map(PlanAnswer::batch).toList());
    }

    private static Batch batch(ArchivePlan.Batch batch) {
        return new Batch(
                batch.source().value(),
                batch.year(),
                batch.destination().value(),
                batch.isNew(),
                batch.messages().size());
    }
}
