package io.lettergate.mailbox;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages.PartContent;
import io.lettergate.mime.MessageHeader;
import io.lettergate.mime.PackedMail;
import io.lettergate.mime.PartReader;
import io.lettergate.mime.Preview;
import io.lettergate.mime.UuencodedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Parts within parts. What is inside a message that is part 2 of another counts from 2.1, as IMAP counts it, and so does
 * what is inside a winmail.dat and between the lines of a text.
 */
final class Nesting {

    private static final int DEEPEST = 8;

    private Nesting() {}

    /**
     * What a part holds, however deep it lies.
     *
     * @param read reads a part of this structure
     * @throws MailFailure.NoSuchPart if there is none with this number
     */
    static PartContent content(Spool spool, Part structure, Function<Part, PartContent> read, PartNumber number) {
        return content(spool, structure, read, number, 0);
    }

    private static PartContent content(
            Spool spool, Part structure, Function<Part, PartContent> read, PartNumber number, int depth) {
        var part = structure.find(number);
        if (part != null && !part.isMultipart()) {
            return read.apply(part);
        }
        var holder = part != null || depth > DEEPEST ? null : holder(structure, number);
        if (holder == null) {
            throw new MailFailure.NoSuchPart();
        }
        var rest = new PartNumber(
                number.value().substring(String.valueOf(holder.number()).length() + 1));
        if (!PackedMail.isIn(holder)) {
            return between(read.apply(holder), rest);
        }
        var inside = Inside.of(spool, read.apply(holder));
        try {
            return inside.closing(content(spool, inside.structure(), inside::content, rest, depth + 1));
        } catch (RuntimeException failure) {
            inside.close();
            throw failure;
        }
    }

    /** The part in which one with this number must be; nothing where there can be none. */
    static @Nullable Part holder(Part structure, PartNumber number) {
        return structure
                .walk()
                .filter(part -> part.number() != null
                        && number.value().startsWith(part.number() + ".")
                        && (PackedMail.isIn(part) || part.is("text/plain")))
                .findFirst()
                .orElse(null);
    }

    /** A file between the lines of a text. */
    private static PartContent between(PartContent text, PartNumber number) {
        try (var stream = text.stream()) {
            var decoded = stream.readNBytes(Opened.TEXT_LIMIT);
            var files = UuencodedText.of(PartReader.words(text.part(), decoded)).files();
            int index = number.value().matches("[0-9]{1,3}") ? Integer.parseInt(number.value()) - 1 : -1;
            if (index < 0 || index >= files.size()) {
                throw new MailFailure.NoSuchPart();
            }
            var octets = files.get(index).octets();
            var part = Opened.uuencoded(new PartNumber("1"), index, files.get(index), octets.length);
            return new PartContent(part, (long) octets.length, new ByteArrayInputStream(octets));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The message that a part is, its parts numbered as those of the outer one. */
    static Message message(Spool spool, PartContent content, PartNumber number, MessageSummary outer) {
        if (!PackedMail.isIn(content.part())) {
            close(content);
            throw new MailFailure.NoSuchPart();
        }
        try (var inside = Inside.of(spool, content)) {
            var header = MessageHeader.read(inside.header());
            var structure = below(number, inside.structure());
            int skip = number.value().length() + 1;
            return previewed(Opened.message(
                            summary(outer, header.envelope(), content.part().size()),
                            header.fields(),
                            structure,
                            (parts, most) -> starts(inside, parts, skip, most))
                    .opened(inside.isHeaderOpen()));
        }
    }

    /** No list has asked for the first words of what is within another. */
    private static Message previewed(Message message) {
        return message.textBody().stream()
                .filter(Part::isText)
                .findFirst()
                .map(part -> Preview.of(message.text(part).words(), part.is("text/html")))
                .map(words -> message.with(message.summary().withPreview(words)))
                .orElse(message);
    }

    private static void close(PartContent content) {
        try {
            content.stream().close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<PartNumber, byte[]> starts(Inside inside, List<PartNumber> parts, int skip, int most) {
        Map<PartNumber, byte[]> starts = new HashMap<>();
        for (var part : parts) {
            starts.put(part, inside.start(new PartNumber(part.value().substring(skip)), most));
        }
        return starts;
    }

    private static MessageSummary summary(MessageSummary outer, Envelope envelope, long size) {
        var sentAt = envelope.sentAt();
        return new MessageSummary(
                outer.ref(),
                envelope,
                outer.flags(),
                sentAt == null ? outer.receivedAt() : sentAt,
                size,
                false,
                "",
                true,
                outer.modSeq());
    }

    /** The same parts, numbered below another. */
    static Part below(PartNumber holder, Part part) {
        var number = part.number();
        return new Part(
                number == null ? null : new PartNumber(holder + "." + number),
                part.type(),
                part.parameters(),
                part.disposition(),
                part.fileName(),
                part.contentId(),
                part.encoding(),
                part.size(),
                part.children().stream().map(child -> below(holder, child)).toList());
    }

    /** The message with the words and files of a winmail.dat in place of it. */
    static Message merged(Message outer, Part packed, Message inner) {
        var texts = new HashMap<>(outer.texts());
        texts.putAll(inner.texts());
        var types = new HashMap<>(outer.types());
        types.putAll(inner.types());
        boolean isBare = outer.textBody().stream()
                        .allMatch(part -> outer.text(part).words().isBlank())
                && outer.htmlBody().stream()
                        .allMatch(part -> outer.text(part).words().isBlank());
        var attachments = new ArrayList<Part>();
        for (var part : outer.attachments()) {
            if (Objects.equals(part.number(), packed.number())) {
                attachments.addAll(inner.attachments());
            } else {
                attachments.add(part);
            }
        }
        var structure = outer.structure();
        var within = inner.structure();
        return new Message(
                outer.summary(),
                outer.headers(),
                structure == null || within == null ? structure : grafted(structure, packed, within),
                isBare ? inner.textBody() : outer.textBody(),
                isBare ? inner.htmlBody() : outer.htmlBody(),
                attachments,
                texts,
                types,
                outer.isHeaderOpen());
    }

    private static Part grafted(Part part, Part packed, Part within) {
        boolean isHere = part.number() != null && part.number().equals(packed.number());
        return new Part(
                part.number(),
                part.type(),
                part.parameters(),
                part.disposition(),
                part.fileName(),
                part.contentId(),
                part.encoding(),
                part.size(),
                isHere
                        ? List.of(within)
                        : part.children().stream()
                                .map(child -> grafted(child, packed, within))
                                .toList());
    }
}
