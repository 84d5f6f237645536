package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.answering.ListExit;
import io.lettergate.api.words.Word;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a message wants of its reader, as the API shows it. */
@Schema(name = "Wishes")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WishesAnswer(
        @Schema(
                description =
                        "Where the sender wants a receipt to go; absent where none is wanted, and where the question was"
                                + " answered. None is ever sent by itself")
        @Nullable
        String receiptTo,

        @Schema(description = "How the list that it came by can be left; absent where it cannot") @Nullable
        ExitAnswer unsubscribe) {

    static final WishesAnswer NOTHING = new WishesAnswer(null, null);

    /** The way out of a list. */
    @Schema(name = "ListExit")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExitAnswer(
            @Schema(
                    description =
                            "`oneClick`: its server is told; `mail`: a mail is sent to it; `page`: a person has to open"
                                    + " its page",
                    allowableValues = {"oneClick", "mail", "page"})
            String way,

            @Schema(description = "The host or the address that is told")
            String where,

            @Schema(description = "The page to be opened; absent where there is another way") @Nullable
            String page) {

        static ExitAnswer of(ListExit exit) {
            var page = exit.page();
            return new ExitAnswer(
                    Word.of(exit.way()),
                    exit.where(),
                    exit.way() == ListExit.Way.PAGE && page != null ? page.toString() : null);
        }
    }
}
