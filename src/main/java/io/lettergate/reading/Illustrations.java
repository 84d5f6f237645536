package io.lettergate.reading;

import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.safehtml.MailHtml;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pictures that the HTML of a message shows in their places (RFC 2392): they are part of its words, and no files. One
 * that its sender offers for saving is a file all the same, and so is what only says that it is a picture.
 *
 * @param numbers of the parts that they are
 */
public record Illustrations(Set<PartNumber> numbers) {

    private static final Set<String> SHOWN = Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/avif");
    private static final Illustrations NONE = new Illustrations(Set.of());

    public Illustrations {
        numbers = Set.copyOf(numbers);
    }

    /** Those of a message. */
    public static Illustrations of(Message message) {
        var pictures = byId(message);
        pictures.values().removeIf(part -> !isPicture(message, part));
        if (pictures.isEmpty()) {
            return NONE;
        }
        var used = used(message);
        return new Illustrations(pictures.entrySet().stream()
                .filter(picture -> used.contains(picture.getKey()))
                .map(picture -> Objects.requireNonNull(picture.getValue().number()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether this part is one of them. */
    public boolean has(Part part) {
        return part.number() != null && numbers.contains(part.number());
    }

    /** The first of each id, as that is the one that is shown. */
    private static Map<String, Part> byId(Message message) {
        Map<String, Part> first = new HashMap<>();
        var structure = message.structure();
        var parts = structure == null ? Stream.<Part>empty() : structure.walk();
        parts.forEach(part -> {
            var id = part.contentId();
            if (id != null) {
                first.putIfAbsent(id, part);
            }
        });
        return first;
    }

    /** Its first octets have to tell it, as nothing else is shown. */
    private static boolean isPicture(Message message, Part part) {
        return part.number() != null
                && mayBe(part.type())
                && !part.isAttachment()
                && SHOWN.contains(message.type(part));
    }

    /** Whether a part of this type may be a picture that is shown, as many senders take one kind for another. */
    public static boolean mayBe(String type) {
        return (type.startsWith("image/") && !type.equals("image/svg+xml")) || type.equals("application/octet-stream");
    }

    private static Set<String> used(Message message) {
        var used = new HashSet<String>();
        message.htmlBody().stream()
                .filter(part -> part.is("text/html"))
                .forEach(
                        part -> used.addAll(MailHtml.pictures(message.text(part).words())));
        return used;
    }
}
