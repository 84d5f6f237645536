package io.lettergate.imap.cache;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as octets. Who changes the form changes {@link CacheFile#VERSION}. */
final class RowCodec {

    private RowCodec() {}

    static byte[] encode(CachedRow row) {
        var octets = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(octets)) {
            instant(out, row.receivedAt());
            out.writeLong(row.size());
            envelope(out, row.envelope());
            text(out, row.preview());
            out.writeBoolean(row.structure() != null);
            if (row.structure() != null) {
                part(out, row.structure());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return octets.toByteArray();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws RuntimeException of any kind if it is something else
     */
    static CachedRow decode(byte[] octets) {
        try (var in = new DataInputStream(new ByteArrayInputStream(octets))) {
            var receivedAt = instant(in);
            if (receivedAt == null) {
                throw new IllegalArgumentException("A cached row without its time");
            }
            return new CachedRow(receivedAt, in.readLong(), envelope(in), text(in), in.readBoolean() ? part(in) : null);
        } catch (IOException cut) {
            throw new UncheckedIOException(cut);
        }
    }

    private static void envelope(DataOutputStream out, Envelope envelope) throws IOException {
        text(out, envelope.subject());
        addresses(out, envelope.from());
        addresses(out, envelope.replyTo());
        addresses(out, envelope.to());
        addresses(out, envelope.cc());
        addresses(out, envelope.bcc());
        instant(out, envelope.sentAt());
        text(out, envelope.messageId());
        texts(out, envelope.inReplyTo());
        texts(out, envelope.references());
    }

    private static Envelope envelope(DataInputStream in) throws IOException {
        return new Envelope(
                word(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                addresses(in),
                instant(in),
                text(in),
                texts(in),
                texts(in));
    }

    private static void addresses(DataOutputStream out, List<Address> addresses) throws IOException {
        out.writeInt(addresses.size());
        for (var address : addresses) {
            text(out, address.name());
            text(out, address.email());
        }
    }

    private static List<Address> addresses(DataInputStream in) throws IOException {
        List<Address> addresses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            addresses.add(new Address(text(in), word(in)));
        }
        return addresses;
    }

    private static void part(DataOutputStream out, Part part) throws IOException {
        text(out, part.number() == null ? null : part.number().value());
        text(out, part.type());
        out.writeInt(part.parameters().size());
        for (var parameter : part.parameters().entrySet()) {
            text(out, parameter.getKey());
            text(out, parameter.getValue());
        }
        text(out, part.disposition());
        text(out, part.fileName());
        text(out, part.contentId());
        text(out, part.encoding());
        out.writeLong(part.size());
        out.writeInt(part.children().size());
        for (var child : part.children()) {
            part(out, child);
        }
    }

    private static Part part(DataInputStream in) throws IOException {
        var number = text(in);
        var type = word(in);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            parameters.put(word(in), word(in));
        }
        var disposition = text(in);
        var fileName = text(in);
        var contentId = text(in);
        var encoding = word(in);
        var size = in.readLong();
        List<Part> children = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            children.add(part(in));
        }
        var place = number == null ? null : new PartNumber(number);
        return new Part(place, type, parameters, disposition, fileName, contentId, encoding, size, children);
    }

    private static void instant(DataOutputStream out, @Nullable Instant instant) throws IOException {
        out.writeBoolean(instant != null);
        if (instant != null) {
            out.writeLong(instant.getEpochSecond());
        }
    }

    private static @Nullable Instant instant(DataInputStream in) throws IOException {
        return in.readBoolean() ? Instant.ofEpochSecond(in.readLong()) : null;
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (var text : texts) {
            text(out, text);
        }
    }

    private static List<String> texts(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(word(in));
        }
        return texts;
    }

    private static void text(DataOutputStream out, @Nullable String text) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        var octets = text.getBytes(UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static String word(DataInputStream in) throws IOException {
        var text = text(in);
        if (text == null) {
            throw new IllegalArgumentException("A cached row without one of its words");
        }
        return text;
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        var length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), UTF_8);
    }
}
