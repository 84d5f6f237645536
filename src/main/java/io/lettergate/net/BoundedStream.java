package io.lettergate.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads what a mail server sends, within bounds, so that no server can fill our memory: lines, literals (RFC 9051 §4.3)
 * and the whole answer to one command each have a most. It looks at octets before the protocol's parser sees them.
 */
class BoundedStream extends FilterInputStream {

    static final int LONGEST_LINE = 1 << 20;
    static final long LARGEST_LITERAL = 4 << 20;
    static final long LARGEST_ANSWER = 128 << 20;

    private long largestLiteral = LARGEST_LITERAL;
    private long answer;
    private long literalLeft;
    private int line;
    /** The number in braces at the end of the line so far, or one of the states below. */
    private long announced = NOTHING;

    private static final long NOTHING = -1;
    private static final long CLOSED = Long.MIN_VALUE;
    private long closed = NOTHING;
    private boolean bySum;

    BoundedStream(InputStream in) {
        super(in);
    }

    /** Begins a new answer. */
    void begin() {
        answer = 0;
    }

    /** How long a literal may be from now on. */
    void allow(long longest) {
        largestLiteral = longest;
    }

    /** From now on only the sum of an answer's octets is bounded, as no braces announce anything. */
    void boundBySum() {
        bySum = true;
    }

    @Override
    public int read() throws IOException {
        var octet = super.read();
        if (octet >= 0) {
            see((byte) octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        if (bySum) {
            count(Math.max(count, 0));
            return count;
        }
        for (int position = offset; position < offset + count; ) {
            if (literalLeft > 0) {
                position += passLiteral(offset + count - position);
            } else {
                see(target[position++]);
            }
        }
        return count;
    }

    /** Reads what it skips: nothing gets past the count. */
    @Override
    public long skip(long count) throws IOException {
        var passed = new byte[(int) Math.clamp(count, 0, 8192)];
        return passed.length == 0 ? 0 : Math.max(read(passed, 0, passed.length), 0);
    }

    private int passLiteral(int available) throws IOException {
        var passed = (int) Math.min(literalLeft, available);
        literalLeft -= passed;
        count(passed);
        return passed;
    }

    private void see(byte octet) throws IOException {
        if (bySum) {
            count(1);
            return;
        }
        if (literalLeft > 0) {
            passLiteral(1);
            return;
        }
        count(1);
        if (++line > LONGEST_LINE) {
            throw new OutOfBoundsException("a line longer than " + LONGEST_LINE + " octets");
        }
        switch (octet) {
            case '{' -> announced = 0;
            case '}' -> {
                closed = announced;
                announced = CLOSED;
            }
            case '\r' -> {}
            case '\n' -> endLine();
            default -> digit(octet);
        }
    }

    private void digit(byte octet) {
        if (announced >= 0 && octet >= '0' && octet <= '9') {
            announced = Math.min(announced * 10 + octet - '0', Integer.MAX_VALUE);
        } else if (announced < 0 || octet != '+') {
            announced = NOTHING;
        }
    }

    private void endLine() throws IOException {
        if (announced == CLOSED && closed > 0) {
            if (closed > largestLiteral) {
                throw new OutOfBoundsException("a literal of " + closed + " octets");
            }
            literalLeft = closed;
        }
        announced = NOTHING;
        line = 0;
    }

    private void count(int octets) throws IOException {
        answer += octets;
        if (answer > LARGEST_ANSWER) {
            throw new OutOfBoundsException("more than " + LARGEST_ANSWER + " octets");
        }
    }
}
