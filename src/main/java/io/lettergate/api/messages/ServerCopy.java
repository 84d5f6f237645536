package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.accounts.Account;
import io.lettergate.api.words.Word;
import io.lettergate.collecting.Whereabouts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a collected message lives beside here, as the API shows it. */
@Schema(name = "ServerCopy")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ServerCopy(
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

        @Schema(description = "Until when it is on the server; absent where it stays, or is gone") @Nullable
        Instant until,

        @Schema(description = "The address of its row in the ledger")
        String ledger) {

    static ServerCopy of(Account owner, Whereabouts place) {
        return new ServerCopy(
                Word.of(place.state()),
                place.until(),
                "/api/v1/accounts/" + owner.id() + "/pop3/ledger/" + place.key());
    }
}
