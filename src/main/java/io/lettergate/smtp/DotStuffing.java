package io.lettergate.smtp;

import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.io.InputStream;

/**
 * Writes a message as DATA wants it (RFC 5321 §4.5.2): a dot before each line that begins with one, and CR LF, never one of
 * them alone, so that no server sees the end where we do not (SMTP smuggling).
 */
final class DotStuffing {

    private static final int BLOCK = 1 << 16;

    private final SmtpWire wire;
    private final byte[] block = new byte[BLOCK];
    private int filled;
    private int before = '\n';

    DotStuffing(SmtpWire wire) {
        this.wire = wire;
    }

    /** What to do between two blocks. */
    interface Pace {
        void next();
    }

    /** Writes all but the dot behind it. */
    void write(InputStream message, Pace pace) throws IOException {
        var octets = new byte[BLOCK];
        for (int count = message.read(octets); count >= 0; count = message.read(octets)) {
            for (int at = 0; at < count; at++) {
                pass(octets[at]);
            }
            pace.next();
        }
        if (before == '\r') {
            put('\n');
        } else if (before != '\n') {
            put('\r');
            put('\n');
        }
        flush();
    }

    private void pass(byte octet) throws IOException {
        if (before == '\r' && octet != '\n') {
            put('\n');
            before = '\n';
        }
        if (octet == '\n' && before != '\r') {
            put('\r');
        }
        if (octet == '.' && before == '\n') {
            put('.');
        }
        put(octet);
        before = octet;
    }

    private void put(int octet) throws IOException {
        if (filled == BLOCK) {
            flush();
        }
        block[filled++] = (byte) octet;
    }

    private void flush() throws IOException {
        try {
            wire.output().write(block, 0, filled);
            wire.output().flush();
        } catch (IOException broken) {
            throw broken(broken);
        }
        filled = 0;
    }

    private MailFailure broken(IOException broken) {
        return wire.connection().failure(broken);
    }
}
