package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessagePage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of a mailbox, newest first. */
@Schema(name = "MessageList")
record MessageList(List<MessageRow> items, Place page) {

    /** Where a page stands in its list. */
    @Schema(name = "Page")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(
            @Schema(description = "The cursor of the older messages; absent at the end") @Nullable
            String next,

            @Schema(description = "The cursor of the newer messages; absent at the start") @Nullable
            String prev,

            @Schema(description = "How many messages the whole list has")
            long total) {}

    static MessageList of(MessagePage page, Map<MessageRef, ServerCopy> copies) {
        return new MessageList(
                page.messages().stream()
                        .map(row -> MessageRow.of(row, page.conversations().get(row.ref()), copies.get(row.ref())))
                        .toList(),
                new Place(text(page.older()), text(page.newer()), page.total()));
    }

    private static @Nullable String text(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.toString();
    }
}
