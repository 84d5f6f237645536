package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.MailboxRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mailbox that a caller wants made. */
@Schema(name = "NewMailbox", example = "{\"name\": \"Harbour\"}")
record NewMailbox(
        @Schema(
                description = "The last level of its path",
                example = "Harbour",
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String name,

        @Schema(description = "The mailbox above it, by id or role; absent at the top") @Nullable
        String parentId,

        @Schema(
                description = "What it is for",
                allowableValues = {"drafts", "sent", "archive", "junk", "trash"})
        @Nullable
        String role) {

    String label() {
        return name == null
                ? InvalidRequest.field("/name", () -> {
                    throw new IllegalArgumentException("A mailbox needs a name");
                })
                : name;
    }

    Optional<MailboxRole> wantedRole() {
        return MailboxChange.role(role);
    }
}
