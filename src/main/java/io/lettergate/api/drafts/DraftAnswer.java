package io.lettergate.api.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Address;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.sending.drafts.Draft;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft as the API shows it. */
@Schema(name = "Draft")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftAnswer(
        String id,

        @Schema(description = "Counts each time it is saved; the ETag says the same")
        long version,

        @Nullable String identityId,
        List<Person> to,
        List<Person> cc,
        List<Person> bcc,
        String subject,
        String text,
        @Nullable String html,
        String priority,
        boolean receipt,
        List<String> inReplyTo,
        List<String> references,
        List<String> uploads,

        @Schema(description = "The Message-ID that it will have, without brackets")
        String messageId,

        Instant savedAt,

        @Schema(description = "Its copy among the account's drafts, which other programs see") @Nullable
        String copyId,

        @Schema(description = "Why that copy is older than the draft, in a sentence; the draft is safe here") @Nullable
        String copyProblem) {

    /** Somebody who gets it. */
    @Schema(name = "DraftPerson")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Person(@Nullable String name, String email) {

        static List<Person> of(List<Address> addresses) {
            return addresses.stream()
                    .map(one -> new Person(one.name(), one.email()))
                    .toList();
        }
    }

    static DraftAnswer of(Draft draft, @Nullable String copyProblem) {
        var content = draft.content();
        return new DraftAnswer(
                draft.id(),
                draft.version(),
                content.identity(),
                Person.of(content.to()),
                Person.of(content.cc()),
                Person.of(content.bcc()),
                content.subject(),
                content.text(),
                content.html(),
                content.priority().name().toLowerCase(Locale.ROOT),
                content.receipt(),
                content.inReplyTo(),
                content.references(),
                content.files(),
                draft.messageId(),
                draft.savedAt(),
                draft.copy() == null ? null : OpaqueId.of(draft.copy()).value(),
                copyProblem);
    }
}
