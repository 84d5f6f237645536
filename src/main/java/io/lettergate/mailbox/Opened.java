package io.lettergate.mailbox;

import io.lettergate.mail.Header;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.FileType;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.UuencodedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a message together from its structure and the first octets of its parts. */
final class Opened {

    /** Octets of one text part that are read at most; a longer one is cut, and says so. */
    static final int TEXT_LIMIT = 2 << 20;

    private static final int MOST_TYPES = 100;

    /** Fetches the first octets of some parts, as encoded. */
    interface Starts {
        Map<PartNumber, byte[]> of(List<PartNumber> parts, int most);
    }

    private final Bodies bodies;
    private final Map<PartNumber, PartText> texts = new HashMap<>();
    private final Map<PartNumber, String> types = new HashMap<>();
    private final List<Part> attachments;

    private Opened(Part structure, Starts starts) {
        this.bodies = Bodies.of(structure);
        this.attachments = new ArrayList<>(bodies.files());
        var octets = starts.of(numbers(shown().toList()), TEXT_LIMIT);
        shown().forEach(part -> read(part, octets.get(part.number())));
        var wanted = numbers(bodies.files());
        var first = wanted.isEmpty()
                ? Map.<PartNumber, byte[]>of()
                : starts.of(wanted.subList(0, Math.min(wanted.size(), MOST_TYPES)), FileType.START * 3 / 2);
        bodies.files().forEach(part -> type(part, first.get(part.number())));
    }

    static Message message(MessageSummary summary, List<Header> headers, Part structure, Starts starts) {
        var opened = new Opened(structure, starts);
        return new Message(
                summary,
                headers,
                structure,
                opened.bodies.text(),
                opened.bodies.html(),
                opened.attachments,
                opened.texts,
                opened.types);
    }

    private Stream<Part> shown() {
        return Stream.concat(bodies.text().stream(), bodies.html().stream())
                .filter(Part::isText)
                .distinct();
    }

    private static List<PartNumber> numbers(Collection<Part> parts) {
        return parts.stream()
                .map(Part::number)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private void read(Part part, byte @Nullable [] encoded) {
        if (encoded == null || part.number() == null) {
            return;
        }
        var words = PartReader.text(part, encoded);
        if (part.is("text/plain")) {
            var parted = UuencodedText.of(words);
            words = parted.words();
            for (int i = 0; i < parted.files().size(); i++) {
                add(part.number(), i, parted.files().get(i));
            }
        }
        texts.put(part.number(), new PartText(words, encoded.length >= TEXT_LIMIT));
    }

    /** A file between the lines of a text counts as a part below it. */
    private void add(PartNumber text, int index, UuencodedText.UuencodedFile file) {
        var octets = file.octets();
        var type = FileType.of(octets);
        var part = uuencoded(text, index, file, octets.length);
        attachments.add(part);
        if (!type.isEmpty()) {
            types.put(Objects.requireNonNull(part.number()), type);
        }
    }

    static Part uuencoded(PartNumber text, int index, UuencodedText.UuencodedFile file, int size) {
        return new Part(
                new PartNumber(text + "." + (index + 1)),
                "application/octet-stream",
                Map.of(),
                "attachment",
                file.name(),
                null,
                "binary",
                size,
                List.of());
    }

    private void type(Part part, byte @Nullable [] encoded) {
        if (encoded == null || part.number() == null) {
            return;
        }
        try (var stream = PartReader.decoded(part, new ByteArrayInputStream(encoded))) {
            var type = FileType.of(stream.readNBytes(FileType.START));
            if (!type.isEmpty()) {
                types.put(part.number(), type);
            }
        } catch (IOException unreadable) {
            // Then nothing is known of it.
        }
    }
}
