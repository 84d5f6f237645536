package io.lettergate.imap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the pieces of one answer (RFC 9051 §9), leniently, and never deeper than {@link #DEEPEST}. */
class ValueReader {

    static final int DEEPEST = 100;

    /** A brace too: GreenMail puts no space before a literal (docs/quirks.md). */
    private static final String ENDS_NAME = " (){\"";

    private final byte[] octets;
    private final int end;
    private int position;

    ValueReader(byte[] octets, int start, int end) {
        this.octets = octets;
        this.end = Math.min(end, octets.length);
        this.position = start;
    }

    static ValueReader of(String text) {
        var octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return new ValueReader(octets, 0, octets.length);
    }

    boolean hasMore() {
        skipSpaces();
        return position < end;
    }

    /** Whether the next piece is this character, which is then passed. */
    boolean passes(char wanted) {
        skipSpaces();
        if (position < end && octets[position] == wanted) {
            position++;
            return true;
        }
        return false;
    }

    /** All that is left, as pieces. */
    List<Value> all() {
        List<Value> values = new ArrayList<>();
        while (hasMore()) {
            values.add(next());
        }
        return values;
    }

    Value next() {
        return next(0);
    }

    /** The name of a FETCH item, with its section in brackets and its origin, as in {@code BODY[1.2]<0>}. */
    String itemName() {
        skipSpaces();
        var start = position;
        int depth = 0;
        while (position < end) {
            var octet = octets[position];
            if (octet == '[') {
                depth++;
            } else if (octet == ']') {
                depth--;
            } else if (depth <= 0 && ENDS_NAME.indexOf(octet) >= 0) {
                break;
            }
            position++;
        }
        return new String(octets, start, position - start, StandardCharsets.ISO_8859_1);
    }

    private Value next(int depth) {
        skipSpaces();
        if (position >= end) {
            throw new UnreadableException("an answer that ends too early");
        }
        return switch (octets[position]) {
            case '(' -> many(depth + 1);
            case '"' -> quoted();
            case '{' -> literal();
            case '~' -> binary();
            default -> atom();
        };
    }

    private Value many(int depth) {
        if (depth > DEEPEST) {
            throw new UnreadableException("parentheses nested deeper than " + DEEPEST);
        }
        position++;
        List<Value> values = new ArrayList<>();
        while (!passes(')')) {
            values.add(next(depth));
        }
        return new Value.Many(values);
    }

    private Value quoted() {
        position++;
        var text = new ByteArrayOutputStream();
        while (position < end && octets[position] != '"') {
            if (octets[position] == '\\' && position + 1 < end) {
                position++;
            }
            text.write(octets[position++]);
        }
        position++;
        return new Value.Text(text.toByteArray());
    }

    private Value binary() {
        if (position + 1 < end && octets[position + 1] == '{') {
            position++;
            return literal();
        }
        return atom();
    }

    private Value literal() {
        position++;
        int size = 0;
        while (position < end && octets[position] >= '0' && octets[position] <= '9') {
            size = Math.addExact(Math.multiplyExact(size, 10), octets[position++] - '0');
        }
        while (position < end && octets[position] != '\n') {
            position++;
        }
        position++;
        if (size > end - position) {
            throw new UnreadableException("a literal that ends too early");
        }
        var text = Arrays.copyOfRange(octets, position, position + size);
        position += size;
        return new Value.Text(text);
    }

    private Value atom() {
        var start = position;
        while (position < end && octets[position] != ' ' && octets[position] != '(' && octets[position] != ')') {
            position++;
        }
        if (position == start) {
            throw new UnreadableException("a parenthesis where none belongs");
        }
        var word = new String(octets, start, position - start, StandardCharsets.ISO_8859_1);
        return word.equalsIgnoreCase("NIL") ? new Value.Nil() : new Value.Atom(word);
    }

    private void skipSpaces() {
        while (position < end && (octets[position] == ' ' || octets[position] == '\t')) {
            position++;
        }
    }
}
