package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages.Content;
import io.lettergate.mailbox.Messages.PartContent;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PackedMail;
import io.lettergate.mime.PartReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens messages: by the server's own idea of their structure where it has one, else by parsing them here. A message of
 * which neither makes sense opens all the same, with nothing but its source.
 */
@Component
class Opening {

    /** Octets of a winmail.dat that is unpacked while its message is opened. */
    private static final int PACKED_LIMIT = 10 << 20;

    private final Connectors connectors;
    private final OpenMessages lately;
    private final Spool spool;

    Opening(Connectors connectors, OpenMessages lately, Spool spool) {
        this.connectors = connectors;
        this.lately = lately;
        this.spool = spool;
    }

    /** Asks no server for what was opened lately and is not known to be gone. */
    Message open(Account account, MessageRef ref) {
        return connectors
                .remembered(account, ref)
                .flatMap(now -> lately.find(account, ref).map(message -> message.with(now)))
                .orElseGet(() -> afresh(account, ref));
    }

    /** The message that a part is, its parts numbered as those of the outer one. */
    Message inside(Account account, MessageRef ref, PartNumber number) {
        return Nesting.message(
                spool, part(account, ref, number), number, open(account, ref).summary());
    }

    /** The message, or the one within it, that has a part with this number in its own structure. */
    Message holding(Account account, MessageRef ref, PartNumber number) {
        var message = open(account, ref);
        for (var structure = message.structure(); structure != null && structure.find(number) == null; ) {
            var holder = Nesting.holder(structure, number);
            if (holder == null || holder.number() == null || !PackedMail.isIn(holder)) {
                throw new MailFailure.NoSuchPart();
            }
            message = inside(account, ref, holder.number());
            structure = message.structure();
        }
        return message;
    }

    private Message afresh(Account account, MessageRef ref) {
        lately.forget(account, ref);
        return lately.keep(account, unpacked(account, fetched(account, ref)));
    }

    /** With the words and files of a winmail.dat, unless it is large: then it is opened like a message within. */
    private Message unpacked(Account account, Message message) {
        var packed = message.attachments().stream()
                .filter(part -> PackedMail.isPacked(part) && part.size() <= PACKED_LIMIT && part.number() != null)
                .findFirst();
        if (packed.isEmpty()) {
            return message;
        }
        var ref = message.summary().ref();
        var number = Objects.requireNonNull(packed.get().number());
        try {
            var inner = Nesting.message(spool, part(account, ref, number), number, message.summary());
            return Nesting.merged(message, packed.get(), inner);
        } catch (MailFailure.NoSuchPart notPacked) {
            return message;
        }
    }

    private Message fetched(Account account, MessageRef ref) {
        Optional<Message> opened = connectors.inSession(account, ref.mailbox(), session -> {
            var fetched = session.message(ref);
            return Optional.ofNullable(structure(fetched))
                    .map(structure -> Opened.message(
                            fetched.summary(),
                            fetched.header().fields(),
                            structure,
                            (parts, most) -> session.parts(ref, parts, most)));
        });
        return opened.orElseGet(() -> parsedHere(account, ref));
    }

    /** Where words stand among the fields of its header, its server takes them for fields, and no words are left. */
    private static @Nullable Part structure(FetchedMessage fetched) {
        return fetched.header().isOpen() ? null : fetched.structure();
    }

    Content raw(Account account, MessageRef ref) {
        var octets = ChunkStream.open(connectors, spool, account, Section.whole(ref), null);
        return new Content(octets.size(), octets);
    }

    PartContent part(Account account, MessageRef ref, PartNumber number) {
        var structure = structure(connectors.inSession(account, session -> session.message(ref)));
        if (structure != null) {
            return Nesting.content(spool, structure, part -> part(account, ref, part), number);
        }
        var parsed = parse(account, ref);
        if (parsed == null) {
            throw new MailFailure.NoSuchPart();
        }
        try {
            return parsed.closing(Nesting.content(spool, parsed.structure(), parsed::content, number));
        } catch (RuntimeException failure) {
            parsed.close();
            throw failure;
        }
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

    private Message parsedHere(Account account, MessageRef ref) {
        var fetched = connectors.inSession(account, session -> session.message(ref));
        var fields = fetched.header().fields();
        try (var parsed = parse(account, ref)) {
            if (parsed == null) {
                return new Message(
                        fetched.summary(), fields, null, List.of(), List.of(), List.of(), Map.of(), Map.of());
            }
            var read =
                    parsed.isHeaderOpen() ? MessageHeader.read(parsed.header()).fields() : fields;
            return Opened.message(fetched.summary(), read, parsed.structure(), (parts, most) -> {
                        Map<PartNumber, byte[]> starts = new HashMap<>();
                        parts.forEach(part -> starts.put(part, parsed.start(part, most)));
                        return starts;
                    })
                    .opened(parsed.isHeaderOpen());
        }
    }

    private @Nullable Inside parse(Account account, MessageRef ref) {
        try {
            return Inside.of(spool, raw(account, ref).stream());
        } catch (UncheckedIOException unreadable) {
            return null;
        }
    }
}
