package io.lettergate.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The receipt for a message that was shown to its reader, who had it sent (RFC 8098 §3, RFC 6533 §6).
 *
 * @param from the reader
 * @param to who asked for it
 * @param subject of the message
 * @param messageId of the receipt itself
 * @param originalId of the message; absent where it has none that can be named
 * @param originalRecipient what the message says about to whom it went first; empty where it says nothing
 */
public record ReadReceipt(
        OutgoingAddress from,
        OutgoingAddress to,
        String subject,
        String messageId,
        Instant date,
        @Nullable String originalId,
        String originalRecipient) {

    private static final String END = "\r\n";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Pattern RECIPIENT = Pattern.compile("[A-Za-z0-9-]{1,20}; ?[\\x21-\\x7E]{1,320}");

    /** The message, with CRLF line ends. */
    public byte[] octets() {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(text().getBytes(StandardCharsets.UTF_8));
        return octets.toByteArray();
    }

    private String text() {
        var boundary = "=_" + UUID.randomUUID();
        var lines = new StringBuilder(header(boundary));
        lines.append("--").append(boundary).append(END).append(words());
        lines.append("--").append(boundary).append(END).append(fields());
        return lines.append("--").append(boundary).append("--").append(END).toString();
    }

    private String header(String boundary) {
        var title = HeaderText.require("The subject", ("Read: " + OneLine.of(subject, 500)).strip());
        var header = new StringBuilder();
        line(header, "Date: " + DATE.format(date));
        line(header, "From: " + OutgoingAddress.field(List.of(from), "From: ".length()));
        line(header, "To: " + OutgoingAddress.field(List.of(to), "To: ".length()));
        line(header, "Subject: " + HeaderText.unstructured(title, "Subject: ".length()));
        line(header, "Message-ID: <" + messageId + ">");
        if (originalId != null) {
            line(header, "In-Reply-To: <" + originalId + ">");
            line(header, "References: <" + originalId + ">");
        }
        line(header, "MIME-Version: 1.0");
        line(header, "Content-Type: multipart/report; report-type=disposition-notification;");
        line(header, " boundary=\"" + boundary + "\"");
        line(header, "");
        return header.toString();
    }

    private static void line(StringBuilder lines, String line) {
        lines.append(line).append(END);
    }

    private String words() {
        var text = "The message “" + OneLine.of(subject, 500) + "”\r\nwas shown to " + from.email()
                + ".\r\n\r\nThat does not say that it was understood, or agreed to.\r\n";
        return "Content-Type: text/plain; charset=UTF-8" + END + "Content-Transfer-Encoding: base64" + END + END
                + Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END + END;
    }

    /** What programs read. The name of our host is nobody's business (RFC 8098 §3.2.1). */
    private String fields() {
        var isGlobal = from.needsUtf8();
        var fields = new StringBuilder();
        line(fields, "Content-Type: message/" + (isGlobal ? "global-" : "") + "disposition-notification");
        line(fields, "");
        line(fields, "Reporting-UA: Lettergate");
        if (RECIPIENT.matcher(originalRecipient).matches()) {
            line(fields, "Original-Recipient: " + originalRecipient);
        }
        line(fields, "Final-Recipient: " + (isGlobal ? "utf-8" : "rfc822") + "; " + from.email());
        if (originalId != null) {
            line(fields, "Original-Message-ID: <" + originalId + ">");
        }
        line(fields, "Disposition: manual-action/MDN-sent-manually; displayed");
        line(fields, "");
        return fields.toString();
    }
}
