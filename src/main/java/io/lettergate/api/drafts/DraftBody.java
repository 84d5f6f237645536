package io.lettergate.api.drafts;

import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.mail.Address;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.beginnings.Beginning;
import io.lettergate.sending.drafts.DraftContent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A draft as a caller wants it: whole, or made from a message. What is absent is empty. */
@Schema(name = "NewDraft", example = "{\"to\": [{\"email\": \"ada@example.org\"}], \"subject\": \"Boats\"}")
record DraftBody(
        @Schema(description = "The message that it is made from; then all else stays as that gives it") @Nullable
        Source from,

        @Schema(description = "Who it is from; the preferred identity if not given") @Nullable
        String identityId,

        @Nullable List<DraftAddress> to,
        @Nullable List<DraftAddress> cc,
        @Nullable List<DraftAddress> bcc,
        @Nullable String subject,

        @Schema(description = "The plain text; made from the HTML where there is one") @Nullable
        String text,

        @Schema(description = "It is cleaned as mail is that comes in") @Nullable
        String html,

        @Schema(allowableValues = {"high", "normal", "low"}) @Nullable
        String priority,

        @Schema(description = "Whether the receivers are asked to say that they have read it") @Nullable
        Boolean receipt,

        @Schema(description = "Message-IDs, without brackets") @Nullable
        List<String> inReplyTo,

        @Schema(description = "Message-IDs, without brackets") @Nullable
        List<String> references,

        @Schema(description = "Files that go with it, by the ids of their uploads") @Nullable
        List<String> uploads) {

    /** Somebody who gets it. */
    @Schema(name = "DraftAddress")
    record DraftAddress(@Nullable String name, @Nullable String email) {

        Address address() {
            return new Address(name, email == null ? "" : email);
        }
    }

    /** What it is made from. */
    @Schema(name = "DraftSource")
    record Source(
            @Nullable String messageId,

            @Schema(allowableValues = {"reply", "replyAll", "replyList", "forward", "forwardAttached", "edit"})
            @Nullable
            String as) {

        Beginning.Kind kind() {
            return InvalidRequest.field(
                    "/from/as",
                    () -> Beginning.Kind.of(as == null ? "" : as)
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "It is none of reply, replyAll, replyList, forward, forwardAttached and edit")));
        }
    }

    /**
     * What the draft says.
     *
     * @param before as it was; its ties to a message that it answers stay
     */
    DraftContent content(DraftContent before) {
        var urgency = InvalidRequest.field("/priority", this::urgency);
        return InvalidRequest.field(
                "",
                () -> new DraftContent(
                        identityId,
                        addresses(to),
                        addresses(cc),
                        addresses(bcc),
                        subject == null ? "" : subject,
                        text == null ? "" : text,
                        html,
                        urgency,
                        Boolean.TRUE.equals(receipt),
                        ids(inReplyTo == null ? before.inReplyTo() : inReplyTo),
                        ids(references == null ? before.references() : references),
                        before.original(),
                        uploads == null ? List.of() : uploads));
    }

    private OutgoingMessage.Priority urgency() {
        try {
            return priority == null
                    ? OutgoingMessage.Priority.NORMAL
                    : OutgoingMessage.Priority.valueOf(priority.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("It is none of high, normal and low", unknown);
        }
    }

    private static List<Address> addresses(@Nullable List<DraftAddress> given) {
        return given == null
                ? List.of()
                : given.stream().map(DraftAddress::address).toList();
    }

    private static List<String> ids(List<String> ids) {
        ids.stream().filter(id -> !OutgoingMessage.isId(id)).findFirst().ifPresent(odd -> {
            throw new IllegalArgumentException("A Message-ID looks like one@example.org, without brackets");
        });
        return ids;
    }
}
