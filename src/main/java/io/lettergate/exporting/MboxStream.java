package io.lettergate.exporting;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes messages into an mbox (RFC 4155). Each line that begins with From, with or without some {@code >} before it, gets
 * one {@code >} more, so that all messages can be had back as they were (mboxrd). Lines end with LF.
 */
final class MboxStream extends FilterOutputStream {

    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);
    private static final byte[] FROM = "From ".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 16;

    /** How far a line looks like one that has to be marked; -1 once it is clear that it does not. */
    private int matched;

    private long quotes;
    private boolean carriageReturn;
    private boolean lineBegins = true;

    MboxStream(OutputStream target) {
        super(target);
    }

    /** Appends a message. */
    void message(String sender, Instant receivedAt, InputStream octets) throws IOException {
        text("From " + sender + " " + ASCTIME.format(receivedAt.atOffset(ZoneOffset.UTC)) + "\n");
        begin();
        var chunk = new byte[CHUNK];
        for (int count = octets.read(chunk); count >= 0; count = octets.read(chunk)) {
            for (int index = 0; index < count; index++) {
                octet(chunk[index]);
            }
        }
        if (carriageReturn) {
            flushMatch();
            out.write('\r');
        }
        flushMatch();
        text(lineBegins ? "\n" : "\n\n");
    }

    private void begin() {
        matched = 0;
        quotes = 0;
        carriageReturn = false;
        lineBegins = true;
    }

    private void octet(byte octet) throws IOException {
        if (carriageReturn && octet != '\n') {
            flushMatch();
            out.write('\r');
            lineBegins = false;
        }
        carriageReturn = octet == '\r';
        if (carriageReturn) {
            return;
        }
        if (octet == '\n') {
            flushMatch();
            out.write('\n');
            begin();
        } else {
            plain(octet);
        }
    }

    private void plain(byte octet) throws IOException {
        lineBegins = false;
        if (matched == 0 && octet == '>') {
            quotes++;
        } else if (matched >= 0 && octet == FROM[matched]) {
            matched++;
            if (matched == FROM.length) {
                out.write('>');
                flushMatch();
            }
        } else {
            flushMatch();
            out.write(octet);
        }
    }

    /** Writes what was held back, as it is clear now what the line is. */
    private void flushMatch() throws IOException {
        for (; quotes > 0; quotes--) {
            out.write('>');
        }
        if (matched > 0) {
            out.write(FROM, 0, matched);
        }
        matched = -1;
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
