package io.lettergate.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.audit.AuditEntry;
import io.lettergate.audit.AuditPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of the log, newest first. */
@Schema(name = "AuditLog")
record AuditAnswer(List<Line> items, Place page) {

    static AuditAnswer of(AuditPage page) {
        return new AuditAnswer(page.entries().stream().map(Line::of).toList(), new Place(page.next()));
    }

    /** Where a page stands in its list. */
    @Schema(name = "AuditPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Schema(description = "The cursor of the older lines; absent at the end") @Nullable
            String next) {}

    /** One line. */
    @Schema(name = "AuditEntry")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(
            String id,
            Instant at,

            @Schema(description = "What was done, or tried", example = "token.made")
            String kind,

            @Schema(description = "The mail address of whoever did it") @Nullable
            String who,

            @Schema(description = "The id of the account that it is about") @Nullable
            String account,

            @Schema(description = "The mail address of that account, as it was then") @Nullable
            String accountAddress,

            @Schema(
                    description = "By which means; lettergate did by itself what it was told to before",
                    allowableValues = {"session", "basic", "token", "lettergate"})
            String means,

            @Schema(description = "The name of the token that it was done with") @Nullable
            String token,

            @Schema(description = "The network address that it was done from") @Nullable
            String from,

            @Schema(description = "What else there is to tell, by kind")
            Map<String, Object> details) {

        static Line of(AuditEntry entry) {
            return new Line(
                    entry.id(),
                    entry.at(),
                    entry.kind().word(),
                    entry.who(),
                    entry.account() == null ? null : entry.account().toString(),
                    entry.accountAddress(),
                    entry.means().word(),
                    entry.token(),
                    entry.client(),
                    entry.details());
        }
    }
}
