package io.lettergate.store;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/** Letters that Lettergate itself writes (RFC 5322). */
final class Letters {

    private static final int WORD = 42;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Letters() {}

    static byte[] write(String recipient, String subject, String text, Instant now) {
        var lines = String.join(
                "\r\n",
                "Date: " + DATE.format(now),
                "From: Lettergate <postmaster@lettergate.invalid>",
                "To: <" + recipient + ">",
                "Subject: " + encoded(subject),
                "Message-ID: <" + UUID.randomUUID() + "@lettergate.invalid>",
                "Auto-Submitted: auto-generated",
                "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8",
                "Content-Transfer-Encoding: base64",
                "",
                Base64.getMimeEncoder().encodeToString(wholeLines(text).getBytes(UTF_8)),
                "");
        return lines.getBytes(US_ASCII);
    }

    private static String wholeLines(String text) {
        return text.strip().replace("\r\n", "\n").replace("\n", "\r\n") + "\r\n";
    }

    /** Words that go beyond ASCII, or a line, in pieces (RFC 2047 §2). */
    private static String encoded(String text) {
        if (text.length() < 70 && text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        var words = new StringBuilder();
        var piece = new StringBuilder();
        text.codePoints().filter(point -> !Character.isISOControl(point)).forEach(point -> {
            if ((piece + Character.toString(point)).getBytes(UTF_8).length > WORD) {
                words.append(word(piece)).append("\r\n ");
                piece.setLength(0);
            }
            piece.appendCodePoint(point);
        });
        return words.append(word(piece)).toString();
    }

    private static String word(CharSequence piece) {
        return "=?utf-8?B?"
                + Base64.getEncoder().encodeToString(piece.toString().getBytes(UTF_8)) + "?=";
    }
}
