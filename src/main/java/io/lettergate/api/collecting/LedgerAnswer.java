package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.collecting.LedgerPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the ledger, newest first. */
@Schema(name = "Ledger")
record LedgerAnswer(List<LedgerRowAnswer> items, Place page) {

    /** Where a page stands in its list. */
    @Schema(name = "LedgerPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Schema(description = "The cursor of the older rows; absent at the end") @Nullable
            String next,

            @Schema(description = "How many rows there are behind the filter")
            long total) {}

    static LedgerAnswer of(LedgerPage page) {
        return new LedgerAnswer(
                page.rows().stream().map(LedgerRowAnswer::of).toList(), new Place(page.next(), page.total()));
    }
}
