package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.mail.Part;
import io.lettergate.reading.Illustrations;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a message, as the API shows it. */
@Schema(name = "Part")
@JsonInclude(JsonInclude.Include.NON_NULL)
record PartAnswer(
        @Schema(description = "Where it stands in the message", example = "1.2")
        String number,

        @Schema(description = "The media type the sender gave")
        String type,

        @Schema(description = "The file name the sender gave, made safe") @Nullable
        String name,

        @Schema(description = "Octets as encoded in the message")
        long size,

        @Schema(allowableValues = {"inline", "attachment"}) @Nullable
        String disposition,

        @Nullable String contentId,

        @Schema(
                description =
                        "True for a picture that the HTML shows in its place: it is part of the words, and no file")
        @Nullable
        Boolean inline) {

    /**
     * Shows some parts.
     *
     * @param inline those that the HTML shows in their places
     */
    static List<PartAnswer> of(List<Part> parts, Illustrations inline) {
        return of(parts.stream(), inline);
    }

    /** All parts below this one and it itself, without those that only hold others. */
    static List<PartAnswer> flattened(@Nullable Part structure, Illustrations inline) {
        return structure == null ? List.of() : of(structure.walk(), inline);
    }

    boolean isFile() {
        return inline == null;
    }

    private static List<PartAnswer> of(Stream<Part> parts, Illustrations inline) {
        return parts.filter(part -> !part.isMultipart() && part.number() != null)
                .map(part -> new PartAnswer(
                        Objects.requireNonNull(part.number()).value(),
                        part.type(),
                        AttachmentName.given(part),
                        part.size(),
                        part.disposition(),
                        part.contentId(),
                        inline.has(part) ? Boolean.TRUE : null))
                .toList();
    }
}
