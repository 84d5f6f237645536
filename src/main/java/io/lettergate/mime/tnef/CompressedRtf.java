package io.lettergate.mime.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Expands compressed RTF, up to a bound (MS-OXRTFCP). */
final class CompressedRtf {

    private static final int MOST = 4 * 1024 * 1024;
    private static final int RING = 4096;
    private static final int HEADER = 16;
    private static final int COMPRESSED = 0x75465A4C;
    private static final int AS_IT_IS = 0x414C454D;
    private static final byte[] BEGINNING = ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}"
                    + "{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New Roman"
                    + "Courier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
            .getBytes(StandardCharsets.US_ASCII);

    private CompressedRtf() {}

    /** The RTF; nothing where it is none. */
    static byte[] expand(byte[] packed) {
        if (packed.length < HEADER) {
            return new byte[0];
        }
        var numbers = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
        int size = Math.clamp(Integer.toUnsignedLong(numbers.getInt(4)), 0, MOST);
        return switch (numbers.getInt(8)) {
            case AS_IT_IS -> Arrays.copyOfRange(packed, HEADER, Math.min(packed.length, HEADER + size));
            case COMPRESSED -> expand(packed, size);
            default -> new byte[0];
        };
    }

    private static byte[] expand(byte[] packed, int size) {
        var ring = new byte[RING];
        System.arraycopy(BEGINNING, 0, ring, 0, BEGINNING.length);
        var rtf = new ByteArrayOutputStream();
        int write = BEGINNING.length;
        int at = HEADER;
        while (at < packed.length && rtf.size() < size) {
            int control = packed[at++] & 0xFF;
            for (int bit = 0; bit < 8 && at < packed.length && rtf.size() < size; bit++) {
                if ((control >> bit & 1) == 0) {
                    write = put(packed[at++], ring, write, rtf);
                    continue;
                }
                if (at + 1 >= packed.length) {
                    return rtf.toByteArray();
                }
                int token = (packed[at] & 0xFF) << 8 | (packed[at + 1] & 0xFF);
                at += 2;
                int from = token >> 4;
                if (from == write) {
                    return rtf.toByteArray();
                }
                for (int i = 0; i < (token & 0xF) + 2; i++) {
                    write = put(ring[(from + i) % RING], ring, write, rtf);
                }
            }
        }
        return rtf.toByteArray();
    }

    private static int put(byte octet, byte[] ring, int write, ByteArrayOutputStream rtf) {
        rtf.write(octet);
        ring[write] = octet;
        return (write + 1) % RING;
    }
}
