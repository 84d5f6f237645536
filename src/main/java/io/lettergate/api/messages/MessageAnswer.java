package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.reading.Illustrations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A message opened for reading, as the API shows it. */
@Schema(name = "Message")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageAnswer(
        @JsonUnwrapped MessageRow summary,

        @Schema(
                description = "Which part of the message this one is, where it is one within another: id, keywords and"
                        + " mailboxId are those of the outer one")
        @Nullable
        String part,

        @Schema(description = "All parts that hold something, in reading order")
        List<PartAnswer> parts,

        @Schema(description = "The parts to offer for saving; those that are `inline` are seen among the words")
        List<PartAnswer> attachments,

        @Schema(description = "The words, if ?body= asks for them") @Nullable
        BodyAnswer body,

        @Schema(description = "What is wrong with the message, for a person to read") @Nullable
        String notice,

        @JsonUnwrapped FoundAnswer found,
        @JsonUnwrapped WishesAnswer wishes,
        @JsonUnwrapped BroughtAnswer brought) {

    private static final String NOTICE = "This message could not be read. Its source can be had as it came.";

    /**
     * Shows a message.
     *
     * @param at the address of the message in the API
     */
    static MessageAnswer of(
            Message message,
            Set<BodyAnswer.Form> wanted,
            String at,
            @Nullable ServerCopy server,
            FoundAnswer found,
            WishesAnswer wishes,
            BroughtAnswer brought) {
        var inline = Illustrations.of(message);
        var row = MessageRow.of(message.summary(), server);
        var body = wanted.isEmpty() || !message.isReadable()
                ? null
                : BodyAnswer.of(message, wanted, contentId -> picture(message, inline, contentId, at));
        return new MessageAnswer(
                message.isReadable() ? row : row.unreadable(),
                null,
                PartAnswer.flattened(message.structure(), inline),
                PartAnswer.of(message.attachments(), inline),
                body,
                message.isReadable() ? null : NOTICE,
                found,
                wishes,
                brought);
    }

    /** The same as a message within another. */
    MessageAnswer within(PartNumber number) {
        return new MessageAnswer(
                summary.holding(attachments.stream().anyMatch(PartAnswer::isFile)),
                number.value(),
                parts,
                attachments,
                body,
                notice,
                found,
                wishes,
                brought);
    }

    private static Optional<String> picture(Message message, Illustrations inline, String contentId, String at) {
        var structure = message.structure();
        if (structure == null) {
            return Optional.empty();
        }
        return structure
                .walk()
                .filter(part ->
                        contentId.equals(part.contentId()) && (part.type().startsWith("image/") || inline.has(part)))
                .map(Part::number)
                .filter(Objects::nonNull)
                .map(number -> at + "/parts/" + number)
                .findFirst();
    }

    /** The address of a message in the API. */
    static String address(String account, Message message) {
        return "/api/v1/accounts/" + account + "/messages/"
                + OpaqueId.of(message.summary().ref());
    }
}
