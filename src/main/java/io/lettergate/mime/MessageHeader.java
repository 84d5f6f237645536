package io.lettergate.mime;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Header;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message, read leniently: what cannot be understood is left out, never an error (RFC 5322 §3.6).
 *
 * @param isOpen whether no empty line parts it from the words, so that these begin where its fields end
 */
public record MessageHeader(List<Header> fields, Envelope envelope, boolean isOpen) {

    public MessageHeader {
        fields = List.copyOf(fields);
    }

    /**
     * Reads all fields there are.
     *
     * @param octets the header as it stands in the message, with or without the empty line after it
     */
    public static MessageHeader read(byte[] octets) {
        var end = new HeaderEnd();
        var fields = RawField.all(octets, end);
        return new MessageHeader(
                fields.stream()
                        .map(field -> new Header(field.name(), words(field)))
                        .toList(),
                envelope(fields),
                end.isFound() && octets.length < RawField.LONGEST_HEADER);
    }

    /** The same of a message whose words begin behind its last field. */
    public MessageHeader opened() {
        return new MessageHeader(fields, envelope, true);
    }

    /** Whether the octets end in an empty line. */
    public static boolean isClosed(byte[] octets) {
        int end = octets.length - 1;
        int before = end > 0 && octets[end] == '\n' && octets[end - 1] == '\r' ? end - 2 : end - 1;
        return end >= 0 && isLineEnd(octets[end]) && (before < 0 || isLineEnd(octets[before]));
    }

    private static boolean isLineEnd(byte octet) {
        return octet == '\n' || octet == '\r';
    }

    private static Envelope envelope(List<RawField> fields) {
        return new Envelope(
                named(fields, "Subject").map(MessageHeader::words).findFirst().orElse(""),
                addresses(fields, "From"),
                addresses(fields, "Reply-To"),
                addresses(fields, "To"),
                addresses(fields, "Cc"),
                addresses(fields, "Bcc"),
                named(fields, "Date")
                        .flatMap(field -> Stream.ofNullable(MailDate.parse(field.octets())))
                        .findFirst()
                        .orElse(null),
                first(ids(fields, "Message-ID")),
                ids(fields, "In-Reply-To"),
                ids(fields, "References"));
    }

    private static List<Address> addresses(List<RawField> fields, String name) {
        return named(fields, name)
                .flatMap(field -> AddressList.of(field.text()).stream())
                .limit(AddressList.MOST)
                .toList();
    }

    private static List<String> ids(List<RawField> fields, String name) {
        return named(fields, name)
                .flatMap(field -> MessageIds.of(field.text()).stream())
                .toList();
    }

    private static @Nullable String first(List<String> ids) {
        return ids.isEmpty() ? null : ids.getFirst();
    }

    private static String words(RawField field) {
        return OneLine.of(EncodedWords.decode(field.text()));
    }

    private static Stream<RawField> named(List<RawField> fields, String name) {
        return fields.stream().filter(field -> field.is(name));
    }
}
