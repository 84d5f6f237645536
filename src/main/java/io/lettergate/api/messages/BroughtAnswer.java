package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.reading.Card;
import io.lettergate.reading.Extra;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Inner;
import io.lettergate.reading.Report;
import io.lettergate.reading.Seal;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a message brings besides words and files, as far as the caller asked for it. */
@Schema(name = "Brought")
@JsonInclude(JsonInclude.Include.NON_NULL)
record BroughtAnswer(
        @Schema(description = "How its signature or encryption stands; absent where it has none") @Nullable
        SealAnswer seal,

        @Schema(description = "What became of a message, where this one reports it") @Nullable
        List<OutcomeAnswer> outcomes,

        @Schema(description = "The events that it tells of, twenty at most; one of a calendar can be answered")
        @Nullable
        List<InvitationAnswer> invitations,

        @Schema(description = "Visiting cards") @Nullable List<CardAnswer> cards,

        @Schema(description = "Messages within it") @Nullable
        List<InnerAnswer> messages) {

    static final BroughtAnswer NOTHING = new BroughtAnswer(null, null, null, null, null);

    /** A signature or an encryption. */
    @Schema(name = "Seal")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SealAnswer(
            @Schema(
                    description = "`trusted`: intact, by its sender, as an issuer says that this system trusts;"
                            + " `unknownIssuer`: as one says that nobody here knows; `expired`: intact, but the"
                            + " certificate was not valid then; `otherSender`: intact, but by somebody else;"
                            + " `broken`: what was signed is not what came; OpenPGP is not checked",
                    allowableValues = {
                        "trusted",
                        "unknownIssuer",
                        "expired",
                        "otherSender",
                        "broken",
                        "unreadable",
                        "tooLarge",
                        "pgpSigned",
                        "pgpEncrypted",
                        "smimeEncrypted"
                    })
            String kind,

            @Schema(description = "The address or name in the certificate") @Nullable
            String signer,

            @Schema(description = "Who says that the signer is that one") @Nullable
            String issuer) {

        private static @Nullable SealAnswer of(@Nullable Seal seal) {
            return seal == null
                    ? null
                    : new SealAnswer(Word.of(seal.kind()), Told.of(seal.signer()), Told.of(seal.issuer()));
        }
    }

    /** What became of a message for one receiver. */
    @Schema(name = "Outcome")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OutcomeAnswer(
            @Schema(description = "The receiver's address") @Nullable
            String address,

            @Schema(
                    description = "Absent where it is not told",
                    allowableValues = {"failed", "delayed", "delivered", "relayed", "expanded", "displayed", "deleted"})
            @Nullable
            String fate,

            @Schema(
                    description = "Why it failed or waits, as far as the code tells",
                    allowableValues = {
                        "noSuchAddress",
                        "noSuchDomain",
                        "disabled",
                        "full",
                        "tooLarge",
                        "noAnswer",
                        "expired",
                        "loop",
                        "system",
                        "content",
                        "refused",
                        "notAuthentic"
                    })
            @Nullable
            String reason,

            @Schema(description = "The code of RFC 3463", example = "5.1.1") @Nullable
            String status,

            @Schema(description = "What the mail server said") @Nullable
            String response) {

        private static OutcomeAnswer of(Report.Outcome outcome) {
            return new OutcomeAnswer(
                    Told.of(outcome.address()),
                    outcome.fate() == Report.Fate.UNKNOWN ? null : Word.of(outcome.fate()),
                    outcome.reason() == Report.Reason.UNKNOWN ? null : Word.of(outcome.reason()),
                    outcome.status(),
                    Told.of(outcome.words()));
        }
    }

    /** A visiting card. */
    @Schema(name = "Card")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CardAnswer(
            @Schema(description = "The part that it stands in")
            String part,

            @Nullable String name,
            @Nullable String company,
            List<String> emails,
            List<String> phones) {

        private static CardAnswer of(Card card) {
            return new CardAnswer(
                    card.part().value(), Told.of(card.name()), Told.of(card.company()), card.emails(), card.phones());
        }
    }

    /** A message within a message. */
    @Schema(name = "InnerMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InnerAnswer(
            @Schema(description = "The part that it is") String part,

            @Schema(description = "The file name the sender gave, made safe") @Nullable
            String name,

            @Schema(
                    description =
                            "What it is about; absent for a winmail.dat, and behind the first twenty: open it to learn"
                                    + " that")
            @Nullable
            String subject,

            @Nullable List<AddressAnswer> from,
            @Nullable Instant sentAt,

            @Schema(description = "Its first words; absent where it has none, or its subject is absent") @Nullable
            String preview) {

        private static InnerAnswer of(Inner inner) {
            var envelope = inner.envelope();
            return new InnerAnswer(
                    String.valueOf(inner.part().number()),
                    AttachmentName.given(inner.part()),
                    envelope == null ? null : envelope.subject(),
                    envelope == null ? null : AddressAnswer.of(envelope.from()),
                    envelope == null ? null : envelope.sentAt(),
                    Told.of(inner.preview()));
        }
    }

    /** Shows what was asked for, also where there is none of it. */
    static BroughtAnswer of(Extras extras, List<Inner> inner, Set<Extra> wanted) {
        var report = extras.report();
        return new BroughtAnswer(
                SealAnswer.of(extras.seal()),
                wanted.contains(Extra.OUTCOMES)
                        ? (report == null ? List.<Report.Outcome>of() : report.outcomes())
                                .stream().map(OutcomeAnswer::of).toList()
                        : null,
                wanted.contains(Extra.INVITATIONS)
                        ? extras.invitations().stream()
                                .map(InvitationAnswer::of)
                                .toList()
                        : null,
                wanted.contains(Extra.CARDS)
                        ? extras.cards().stream().map(CardAnswer::of).toList()
                        : null,
                wanted.contains(Extra.MESSAGES)
                        ? inner.stream()
                                .filter(one -> Objects.nonNull(one.part().number()))
                                .map(InnerAnswer::of)
                                .toList()
                        : null);
    }
}
