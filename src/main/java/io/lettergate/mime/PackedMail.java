package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mime.tnef.PackedMessage;
import io.lettergate.mime.tnef.PackedMessage.PackedFile;
import io.lettergate.mime.tnef.TnefReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Parts that are whole messages within: letters in letters, and those that are packed as winmail.dat. */
public final class PackedMail {

    private static final Charset USUAL = Charset.forName("windows-1252");
    private static final Pattern TYPE =
            Pattern.compile("(?:application|audio|image|text|video)/[a-z0-9][a-z0-9.+_-]{0,100}");
    private static final int CHUNK = 1 << 16;

    private PackedMail() {}

    /** Whether a part can be opened like a message. */
    public static boolean isIn(Part part) {
        return isMessage(part) || isPacked(part);
    }

    /** Whether it has to be unpacked before it can be read: a winmail.dat, or words within a signature. */
    public static boolean isPacked(Part part) {
        return isWinmail(part) || SignedMail.isWithin(part);
    }

    /** Whether it is a message as it was sent (RFC 2046 §5.2.1). */
    public static boolean isMessage(Part part) {
        return part.is("message/rfc822") || part.is("message/global") || part.is("message/news");
    }

    private static boolean isWinmail(Part part) {
        return part.is("application/ms-tnef")
                || part.is("application/vnd.ms-tnef")
                || (part.is("application/octet-stream") && "winmail.dat".equalsIgnoreCase(part.fileName()));
    }

    /**
     * Writes what is packed in a part as a message.
     *
     * @return whether it is what it says; else nothing was written
     */
    public static boolean unpack(Part part, OutgoingFile.Octets packed, OutputStream message) throws IOException {
        try (var stream = packed.open()) {
            if (SignedMail.isWithin(part)) {
                return SignedMail.unpack(stream, message);
            }
            var found = TnefReader.read(stream, Charsets::named, USUAL);
            if (found == null) {
                return false;
            }
            write(found, packed, message);
            return true;
        }
    }

    private static void write(PackedMessage found, OutgoingFile.Octets packed, OutputStream message)
            throws IOException {
        var boundary = "=_" + UUID.randomUUID();
        var subject = OneLine.of(found.subject(), 1_000);
        line(message, "Subject: " + HeaderText.unstructured(subject, 9));
        line(message, "MIME-Version: 1.0");
        line(message, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"");
        var html = found.html();
        var text = found.text();
        if (html != null || text != null) {
            words(message, boundary, html != null ? "html" : "plain", html != null ? html : String.valueOf(text));
        }
        for (var file : found.files()) {
            file(message, boundary, file, packed);
        }
        line(message, "");
        line(message, "--" + boundary + "--");
    }

    private static void words(OutputStream message, String boundary, String subtype, String words) throws IOException {
        line(message, "");
        line(message, "--" + boundary);
        line(message, "Content-Type: text/" + subtype + "; charset=utf-8");
        line(message, "Content-Transfer-Encoding: 8bit");
        line(message, "");
        message.write(words.getBytes(StandardCharsets.UTF_8));
    }

    private static void file(OutputStream message, String boundary, PackedFile file, OutgoingFile.Octets packed)
            throws IOException {
        line(message, "");
        line(message, "--" + boundary);
        line(message, "Content-Type: " + type(file));
        line(message, "Content-Transfer-Encoding: binary");
        var name = OneLine.of(file.name(), 200);
        line(
                message,
                "Content-Disposition: attachment" + (name.isEmpty() ? "" : OutgoingParameter.of("filename", name)));
        var contentId = file.contentId();
        if (contentId != null && OutgoingFile.isContentId(contentId)) {
            line(message, "Content-ID: <" + contentId + ">");
        }
        line(message, "");
        try (var stream = packed.open()) {
            stream.skipNBytes(file.start());
            copy(stream, file.length(), message);
        }
    }

    private static String type(PackedFile file) {
        if (file.isPacked()) {
            return "application/ms-tnef";
        }
        var told = file.type().toLowerCase(Locale.ROOT);
        return TYPE.matcher(told).matches() ? told : "application/octet-stream";
    }

    private static void copy(InputStream from, long length, OutputStream to) throws IOException {
        var chunk = new byte[CHUNK];
        long left = length;
        while (left > 0) {
            int count = from.read(chunk, 0, (int) Math.min(left, CHUNK));
            if (count < 0) {
                return;
            }
            to.write(chunk, 0, count);
            left -= count;
        }
    }

    private static void line(OutputStream message, String text) throws IOException {
        message.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
}
