package io.lettergate.mail;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of a message's structure (RFC 9051 §6.4.5, RFC 2045).
 *
 * @param number where it stands; absent only for a multipart at the root, which has no number of its own
 * @param type the media type in lower case, as in "text/plain"
 * @param parameters of the content type, names in lower case, values decoded
 * @param disposition "inline" or "attachment", absent where none was given
 * @param fileName decoded, as the sender gave it: never to be used as a path
 * @param contentId without its angle brackets
 * @param encoding the content transfer encoding in lower case
 * @param size in octets as encoded
 * @param children of a multipart; empty for all others, an embedded message too
 */
public record Part(
        @Nullable PartNumber number,
        String type,
        Map<String, String> parameters,
        @Nullable String disposition,
        @Nullable String fileName,
        @Nullable String contentId,
        String encoding,
        long size,
        List<Part> children) {

    public Part {
        type = type.toLowerCase(Locale.ROOT);
        encoding = encoding.toLowerCase(Locale.ROOT);
        parameters = Map.copyOf(parameters);
        children = List.copyOf(children);
    }

    public boolean isMultipart() {
        return type.startsWith("multipart/");
    }

    public boolean isText() {
        return type.startsWith("text/");
    }

    public boolean is(String wantedType) {
        return type.equals(wantedType);
    }

    public boolean isAttachment() {
        return "attachment".equalsIgnoreCase(disposition);
    }

    /** This part and all below it, in reading order. */
    public Stream<Part> walk() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Part::walk));
    }

    /** The part with this number, if the message has it. */
    public @Nullable Part find(PartNumber wanted) {
        return walk().filter(part -> wanted.equals(part.number())).findFirst().orElse(null);
    }
}
