package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decodes what a part holds; broken encodings give what can be had of them (RFC 2045 §6). */
public final class PartReader {

    private static final int META_WITHIN = 4096;
    private static final Pattern META = Pattern.compile(
            "<meta[^>]{0,400}?charset\\s{0,9}=\\s{0,9}[\"']?\\s{0,9}([A-Za-z0-9_:.+-]{1,40})",
            Pattern.CASE_INSENSITIVE);

    private PartReader() {}

    /** Whether there is a transfer encoding to take away. */
    public static boolean isEncoded(Part part) {
        return switch (part.encoding()) {
            case "base64", "quoted-printable", "x-uuencode", "uuencode", "x-uue", "uue" -> true;
            default -> false;
        };
    }

    /** The octets behind the transfer encoding, streamed. */
    public static InputStream decoded(Part part, InputStream encoded) {
        return switch (part.encoding()) {
            case "base64" -> new Base64Stream(encoded);
            case "quoted-printable" -> new QuotedPrintableStream(encoded);
            case "x-uuencode", "uuencode", "x-uue", "uue" -> new UuencodedStream(encoded);
            default -> encoded;
        };
    }

    /** The words of a text part, in whatever charset it says, or is guessed to be in. */
    public static String text(Part part, byte[] encoded) {
        try (var stream = decoded(part, new ByteArrayInputStream(encoded))) {
            return words(part, stream.readAllBytes());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The words of a text part whose transfer encoding is gone. */
    public static String words(Part part, byte[] octets) {
        var decoded = decode(part, octets).replace("\0", "");
        var words = decoded.indexOf('\n') < 0 ? decoded.replace('\r', '\n') : decoded;
        if (Bodies.isEnriched(part)) {
            return EnrichedText.toPlain(words);
        }
        return part.is("text/plain") && says(part, "format", "flowed")
                ? UnflowedText.of(words, says(part, "delsp", "yes"))
                : words;
    }

    private static boolean says(Part part, String parameter, String value) {
        return value.equalsIgnoreCase(
                part.parameters().getOrDefault(parameter, "").strip());
    }

    private static String decode(Part part, byte[] octets) {
        var declared = Charsets.named(part.parameters().get("charset"));
        if (declared != null || !part.is("text/html") || Charsets.strictUtf8(octets) != null) {
            return Charsets.decode(octets, declared);
        }
        return Charsets.decode(octets, saidInside(octets));
    }

    /** What the HTML says of itself; it cannot be UTF-16 where the saying could be read. */
    private static @Nullable Charset saidInside(byte[] octets) {
        var start = new String(octets, 0, Math.min(octets.length, META_WITHIN), StandardCharsets.ISO_8859_1);
        var meta = META.matcher(start);
        return meta.find() ? Charsets.named(meta.group(1)) : null;
    }
}
