package io.lettergate.api.archiving;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.archiving.ArchiveRule;
import io.lettergate.archiving.ArchiveRun;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule of an account, and how its latest run went. */
@Schema(name = "Archiving")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ArchivingAnswer(RuleBody rule, @Nullable Run latestRun) {

    /** How far a run got. */
    @Schema(name = "ArchiveRun")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Run(
            @Schema(allowableValues = {"running", "done", "failed", "interrupted"})
            String state,

            Instant startedAt,

            @Schema(description = "Messages moved so far") long moved,

            @Schema(description = "Messages there were to move; absent while they are looked for") @Nullable
            Long total,

            @Schema(description = "Why it ended early") @Nullable
            String problem) {

        static Run of(ArchiveRun run) {
            return new Run(
                    run.state().name().toLowerCase(Locale.ROOT),
                    run.startedAt(),
                    run.moved(),
                    run.total(),
                    run.problem());
        }
    }

    static ArchivingAnswer of(ArchiveRule rule, Optional<ArchiveRun> run) {
        return new ArchivingAnswer(RuleBody.of(rule), run.map(Run::of).orElse(null));
    }
}
