package io.lettergate.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.OpaqueId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mailbox as the API shows it. */
@Schema(name = "Mailbox")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MailboxAnswer(
        String id,

        @Schema(description = "The mailbox above this one") @Nullable
        String parentId,

        @Schema(description = "The last level of the path") String name,

        @Schema(description = "The whole name, as the mail server has it")
        String path,

        @Schema(allowableValues = {"inbox", "flagged", "drafts", "sent", "archive", "all", "junk", "trash"}) @Nullable
        String role,

        @Schema(description = "How many levels stand above it")
        int depth,

        @Schema(description = "Whether it can hold messages")
        boolean selectable,

        @Nullable Long total,
        @Nullable Long unread,

        @Schema(description = "Whether mail programs show it in lists")
        boolean subscribed,

        @Schema(
                description = "Whose it is",
                allowableValues = {"personal", "others", "shared"})
        String namespace,

        @Schema(
                description =
                        "What the caller may do with it; absent in lists, and where the mail server does not tell",
                allowableValues = {
                    "lookup",
                    "read",
                    "seen",
                    "write",
                    "insert",
                    "post",
                    "create",
                    "delete-mailbox",
                    "delete-messages",
                    "expunge",
                    "administer"
                })
        @Nullable
        List<String> rights,

        @Schema(description = "How much room it shares; absent in lists, and where the mail server does not tell")
        @Nullable
        List<QuotaAnswer> quota) {

    /**
     * Shows a mailbox.
     *
     * @param all the mailboxes of the account, among which the one above is looked for
     */
    static MailboxAnswer of(Mailbox mailbox, List<Mailbox> all) {
        return of(mailbox, all, null, List.of());
    }

    /** As in lists, with what is asked for one alone. */
    static MailboxAnswer of(
            Mailbox mailbox, List<Mailbox> all, @Nullable Set<MailboxRight> rights, List<Quota> quotas) {
        var status = Optional.ofNullable(mailbox.status());
        return new MailboxAnswer(
                OpaqueId.of(mailbox.name()).value(),
                parent(mailbox, all).orElse(null),
                mailbox.label(),
                mailbox.name().value(),
                Optional.ofNullable(mailbox.role()).map(MailboxRole::word).orElse(null),
                mailbox.depth(),
                mailbox.selectable(),
                status.map(MailboxStatus::messages).orElse(null),
                status.map(MailboxStatus::unseen).orElse(null),
                mailbox.subscribed(),
                mailbox.namespace().name().toLowerCase(Locale.ROOT),
                rights == null
                        ? null
                        : rights.stream().sorted().map(MailboxRight::word).toList(),
                quotas.isEmpty() ? null : QuotaAnswer.of(quotas));
    }

    private static Optional<String> parent(Mailbox mailbox, List<Mailbox> all) {
        var delimiter = mailbox.delimiter();
        if (delimiter == null || mailbox.depth() == 0) {
            return Optional.empty();
        }
        var path = mailbox.name().value();
        var above = path.substring(0, path.lastIndexOf(delimiter));
        return all.stream()
                .map(Mailbox::name)
                .filter(name -> name.value().equals(above))
                .map((MailboxName name) -> OpaqueId.of(name).value())
                .findFirst();
    }
}
