package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mailbox.Messages.Content;
import io.lettergate.mailbox.Messages.PartContent;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mime.Bodies;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.RawMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens messages: by the server's own idea of their structure where it has one, else by parsing them here. A message of
 * which neither makes sense opens all the same, with nothing but its source.
 */
@Component
class Opening {

    /** Octets of one text part that are read at most; a longer one is cut, and says so. */
    private static final int TEXT_LIMIT = 2 << 20;

    private final Connectors connectors;
    private final Spool spool;

    Opening(Connectors connectors, Spool spool) {
        this.connectors = connectors;
        this.spool = spool;
    }

    Message open(Account account, MessageRef ref) {
        Optional<Message> opened = connectors.inSession(account, ref.mailbox(), session -> {
            var fetched = session.message(ref);
            return Optional.ofNullable(fetched.structure()).map(structure -> {
                var bodies = Bodies.of(structure);
                return message(fetched, structure, bodies, session.parts(ref, numbers(bodies), TEXT_LIMIT));
            });
        });
        return opened.orElseGet(() -> parsedHere(account, ref));
    }

    Content raw(Account account, MessageRef ref) {
        var octets = ChunkStream.open(connectors, spool, account, Section.whole(ref), null);
        return new Content(octets.size(), octets);
    }

    PartContent part(Account account, MessageRef ref, PartNumber number) {
        var structure = connectors
                .inSession(account, ref.mailbox(), session -> session.message(ref))
                .structure();
        if (structure != null) {
            return part(account, ref, require(structure, number));
        }
        var parsed = parse(account, ref);
        if (parsed == null) {
            throw new MailFailure.NoSuchPart();
        }
        var part = require(parsed.structure(), number);
        var octets = Objects.requireNonNullElseGet(parsed.octets(number), () -> new byte[0]);
        return new PartContent(part, null, PartReader.decoded(part, new ByteArrayInputStream(octets)));
    }

    /** The server decodes what it can; the rest is decoded here. */
    private PartContent part(Account account, MessageRef ref, Part part) {
        var number = Objects.requireNonNull(part.number());
        var wanted = switch (part.encoding()) {
            case "base64", "quoted-printable" -> Section.decoded(ref, number);
            default -> Section.encoded(ref, number);
        };
        var octets = ChunkStream.open(connectors, spool, account, wanted, part.size());
        if (octets.section().decoded() || !PartReader.isEncoded(part)) {
            return new PartContent(part, octets.size(), octets);
        }
        var decoded = PartReader.decoded(part, octets);
        if (!octets.isWhole()) {
            return new PartContent(part, null, decoded);
        }
        var size = count(decoded);
        octets.rewind();
        return new PartContent(part, size, PartReader.decoded(part, octets));
    }

    private static long count(InputStream decoded) {
        try {
            return decoded.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Part require(Part structure, PartNumber number) {
        var part = structure.find(number);
        if (part == null || part.isMultipart()) {
            throw new MailFailure.NoSuchPart();
        }
        return part;
    }

    private Message parsedHere(Account account, MessageRef ref) {
        var fetched = connectors.inSession(account, ref.mailbox(), session -> session.message(ref));
        var parsed = parse(account, ref);
        if (parsed == null) {
            var fields = fetched.header().fields();
            return new Message(fetched.summary(), fields, null, List.of(), List.of(), List.of(), Map.of());
        }
        var bodies = Bodies.of(parsed.structure());
        Map<PartNumber, byte[]> octets = new HashMap<>();
        for (var number : numbers(bodies)) {
            var part = parsed.octets(number);
            if (part != null) {
                octets.put(number, part);
            }
        }
        return message(fetched, parsed.structure(), bodies, octets);
    }

    private @Nullable RawMessage parse(Account account, MessageRef ref) {
        try (InputStream stream = raw(account, ref).stream()) {
            return RawMessage.read(stream);
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static Message message(
            FetchedMessage fetched, Part structure, Bodies bodies, Map<PartNumber, byte[]> octets) {
        Map<PartNumber, PartText> texts = new HashMap<>();
        shown(bodies).forEach(part -> {
            var encoded = octets.get(part.number());
            if (encoded != null) {
                texts.put(Objects.requireNonNull(part.number()), text(part, encoded));
            }
        });
        return new Message(
                fetched.summary(),
                fetched.header().fields(),
                structure,
                bodies.text(),
                bodies.html(),
                bodies.attachments(),
                texts);
    }

    private static PartText text(Part part, byte[] encoded) {
        return new PartText(PartReader.text(part, encoded), encoded.length >= TEXT_LIMIT);
    }

    private static List<PartNumber> numbers(Bodies bodies) {
        return shown(bodies)
                .map(Part::number)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static Stream<Part> shown(Bodies bodies) {
        return Stream.concat(bodies.text().stream(), bodies.html().stream())
                .filter(Part::isText)
                .distinct();
    }
}
