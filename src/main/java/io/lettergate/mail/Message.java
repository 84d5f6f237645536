package io.lettergate.mail;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message opened for reading: what to show, what to offer for saving, and where each part stands (RFC 8621 §4.1.4).
 *
 * @param structure its parts; absent where nobody could make sense of them, and then only the source can be shown
 * @param textBody the parts to show to a reader of plain text, in order
 * @param htmlBody the parts to show to a reader of HTML, in order; some may be plain text
 * @param attachments the parts to offer for saving
 * @param texts the decoded words of the parts in the two bodies
 * @param types what the attachments are by their first octets; one of which those tell nothing is missing
 * @param isHeaderOpen whether no empty line parts its header from its words
 */
public record Message(
        MessageSummary summary,
        List<Header> headers,
        @Nullable Part structure,
        List<Part> textBody,
        List<Part> htmlBody,
        List<Part> attachments,
        Map<PartNumber, PartText> texts,
        Map<PartNumber, String> types,
        boolean isHeaderOpen) {

    public Message {
        headers = List.copyOf(headers);
        textBody = List.copyOf(textBody);
        htmlBody = List.copyOf(htmlBody);
        attachments = List.copyOf(attachments);
        texts = Map.copyOf(texts);
        types = Map.copyOf(types);
    }

    /** One whose header ends as it should. */
    public Message(
            MessageSummary summary,
            List<Header> headers,
            @Nullable Part structure,
            List<Part> textBody,
            List<Part> htmlBody,
            List<Part> attachments,
            Map<PartNumber, PartText> texts,
            Map<PartNumber, String> types) {
        this(summary, headers, structure, textBody, htmlBody, attachments, texts, types, false);
    }

    /** The same message, which says how its header ends. */
    public Message opened(boolean isOpen) {
        return new Message(summary, headers, structure, textBody, htmlBody, attachments, texts, types, isOpen);
    }

    /** The same message with a newer row: only flags can differ. */
    public Message with(MessageSummary now) {
        return new Message(now, headers, structure, textBody, htmlBody, attachments, texts, types, isHeaderOpen);
    }

    public boolean isReadable() {
        return structure != null;
    }

    public boolean hasHtml() {
        return htmlBody.stream().anyMatch(part -> part.is("text/html"));
    }

    /** The words of a part of a body; empty where they could not be had. */
    public PartText text(Part part) {
        return part.number() == null ? PartText.NONE : texts.getOrDefault(part.number(), PartText.NONE);
    }

    /** What an attachment is by its first octets; empty where they tell nothing. */
    public String type(Part part) {
        return part.number() == null ? "" : types.getOrDefault(part.number(), "");
    }
}
