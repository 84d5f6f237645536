package io.lettergate.api;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a caller wants changed about a mailbox; what is absent stays as it is. */
@Schema(name = "MailboxChange", example = "{\"name\": \"Harbour\", \"parentId\": \"top\"}")
record MailboxChange(
        @Schema(description = "The last level of its path") @Nullable
        String name,

        @Schema(description = "The mailbox above it, by id or role; \"top\" for none") @Nullable
        String parentId,

        @Schema(description = "Whether mail programs show it in lists") @Nullable
        Boolean subscribed,

        @Schema(
                description = "What it is for; \"none\" leaves that to the mail server again",
                allowableValues = {"drafts", "sent", "archive", "junk", "trash", "none"})
        @Nullable
        String role) {

    private static final String TOP = "top";
    private static final String NONE = "none";
    private static final Set<MailboxRole> CHOICES =
            Set.of(MailboxRole.DRAFTS, MailboxRole.SENT, MailboxRole.ARCHIVE, MailboxRole.JUNK, MailboxRole.TRASH);

    boolean renames() {
        return name != null || parentId != null;
    }

    String label(Mailbox mailbox) {
        return name == null ? mailbox.label() : name;
    }

    /** The mailbox to stand below: the one named, or the same as now. */
    Optional<Mailbox> parent(Mailbox mailbox, List<Mailbox> all, Function<String, Mailbox> require) {
        if (parentId == null) {
            return all.stream()
                    .filter(mailbox::isBelow)
                    .filter(above -> above.depth() == mailbox.depth() - 1)
                    .findFirst();
        }
        return parentId.equals(TOP) ? Optional.empty() : Optional.of(require.apply(parentId));
    }

    /** The role that is wanted; none for {@link #NONE}, too. */
    Optional<MailboxRole> wantedRole() {
        return NONE.equals(role) ? Optional.empty() : role(role);
    }

    static Optional<MailboxRole> role(@Nullable String word) {
        return word == null
                ? Optional.empty()
                : Optional.of(InvalidRequest.field(
                        "/role",
                        () -> MailboxRole.of(word)
                                .filter(CHOICES::contains)
                                .orElseThrow(() -> new IllegalArgumentException(
                                        "A mailbox can be for drafts, sent, archive, junk or trash"))));
    }
}
