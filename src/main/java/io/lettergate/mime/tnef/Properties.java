package io.lettergate.mime.tnef;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a packed message or of a file in it (MS-OXTNEF 2.1.3.4); of large ones only where they stand. */
final class Properties {

    static final int SUBJECT = 0x0037;
    static final int BODY = 0x1000;
    static final int RTF = 0x1009;
    static final int HTML = 0x1013;
    static final int DISPLAY_NAME = 0x3001;
    static final int DATA = 0x3701;
    static final int FILE_NAME = 0x3704;
    static final int LONG_FILE_NAME = 0x3707;
    static final int MIME_TAG = 0x370E;
    static final int CONTENT_ID = 0x3712;

    private static final int MOST = 4_096;
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int LONGEST_NAME = 4_096;
    private static final int NAMED = 0x8000;
    private static final int MANY = 0x1000;
    private static final int OBJECT = 0x0D;
    private static final int STRING = 0x1E;
    private static final int WIDE = 0x1F;
    private static final int BINARY = 0x102;

    /** Where a value stands, and its octets where they are few. */
    static final class Value {

        private final int type;
        private final long start;
        private final long length;
        private final byte @Nullable [] octets;

        Value(int type, long start, long length, byte @Nullable [] octets) {
            this.type = type;
            this.start = start;
            this.length = length;
            this.octets = octets;
        }

        long start() {
            return start;
        }

        long length() {
            return length;
        }

        byte @Nullable [] octets() {
            return octets;
        }

        String words(Charset charset) {
            if (octets == null) {
                return "";
            }
            var words = new String(octets, type == WIDE ? StandardCharsets.UTF_16LE : charset);
            int end = words.indexOf('\0');
            return end < 0 ? words : words.substring(0, end);
        }

        boolean isObject() {
            return type == OBJECT;
        }
    }

    private final Map<Integer, Value> values = new HashMap<>();
    private final boolean ofMessage;

    Properties(boolean ofMessage) {
        this.ofMessage = ofMessage;
    }

    @Nullable
    Value get(int id) {
        return values.get(id);
    }

    /** Reads as many as there are before the end; a kind that nobody knows ends the reading. */
    void read(TnefStream stream, long end) throws IOException {
        long count = Math.min(stream.four(), MOST);
        for (long i = 0; i < count && stream.position() < end; i++) {
            int type = stream.two();
            int id = stream.two();
            if (id >= NAMED) {
                skipName(stream, end);
            }
            if (!value(stream, type, id, end)) {
                return;
            }
        }
    }

    private static void skipName(TnefStream stream, long end) throws IOException {
        stream.octets(16);
        long kind = stream.four();
        long length = kind == 0 ? 4 : stream.four();
        stream.skipTo(Math.min(end, stream.position() + padded(length)));
    }

    private boolean value(TnefStream stream, int type, int id, long end) throws IOException {
        int plain = type & ~MANY;
        boolean isVariable = plain == OBJECT || plain == STRING || plain == WIDE || plain == BINARY;
        boolean isMany = (type & MANY) != 0;
        long size = isVariable ? 0 : fixed(plain);
        if (size < 0 || (isMany && !isVariable && size == 0)) {
            return false;
        }
        long count = isVariable || isMany ? stream.four() : 1;
        for (long i = 0; i < count && stream.position() < end; i++) {
            long length = isVariable ? stream.four() : size;
            long start = stream.position();
            keep(stream, plain, id, Math.min(length, end - start));
            stream.skipTo(Math.min(end, start + padded(length)));
        }
        return true;
    }

    private void keep(TnefStream stream, int type, int id, long length) throws IOException {
        long start = stream.position();
        boolean isWanted = length <= largest(id) && !values.containsKey(id);
        var octets = isWanted ? stream.octets((int) length) : null;
        if (octets != null || id == DATA) {
            values.putIfAbsent(id, new Value(type, start, length, octets));
        }
    }

    /** Of a message the words are kept, and of files what they are called. */
    private int largest(int id) {
        return switch (id) {
            case BODY, RTF, HTML -> ofMessage ? LARGEST : -1;
            case SUBJECT -> ofMessage ? LONGEST_NAME : -1;
            case DISPLAY_NAME, FILE_NAME, LONG_FILE_NAME, MIME_TAG, CONTENT_ID -> ofMessage ? -1 : LONGEST_NAME;
            default -> -1;
        };
    }

    private static long padded(long length) {
        return (length + 3) / 4 * 4;
    }

    private static long fixed(int type) {
        return switch (type) {
            case 0x01 -> 0;
            case 0x02, 0x03, 0x04, 0x0A, 0x0B -> 4;
            case 0x05, 0x06, 0x07, 0x14, 0x40 -> 8;
            case 0x48 -> 16;
            default -> -1;
        };
    }
}
