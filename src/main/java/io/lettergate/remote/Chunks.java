package io.lettergate.remote;

import static io.lettergate.remote.Reel.demand;
import static io.lettergate.remote.Reel.demandSize;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.zip.CRC32;

/** Reads pictures that are made of chunks: PNG (ISO/IEC 15948) and WebP (RFC 9649). */
final class Chunks {

    private static final Set<String> PNG = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL",
            "fcTL", "fdAT");
    private static final Set<String> WEBP = Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final int MOST = 20_000;
    private static final int MOST_FRAMES = 1_000;

    private Chunks() {}

    static byte[] png(Reel reel) {
        reel.take(8);
        reel.keepFrom(0);
        boolean isFirst = true;
        for (int count = 0; count < MOST; count++) {
            int start = reel.octets().position();
            long length = reel.octets().getInt() & 0xFFFF_FFFFL;
            int checked = reel.octets().position();
            var name = reel.word(4);
            var content = reel.take(length);
            demand(sum(reel, checked) == reel.octets().getInt());
            demand(isFirst == name.equals("IHDR"));
            if (isFirst) {
                var sides = ByteBuffer.wrap(content);
                demandSize(sides.getInt(), sides.getInt(), 1);
            } else if (name.equals("acTL")) {
                demand(ByteBuffer.wrap(content).getInt() <= MOST_FRAMES);
            }
            isFirst = false;
            if (PNG.contains(name)) {
                reel.keepFrom(start);
            }
            if (name.equals("IEND")) {
                return reel.kept();
            }
        }
        throw new IllegalArgumentException("A picture of too many pieces");
    }

    private static int sum(Reel reel, int from) {
        var crc = new CRC32();
        crc.update(reel.octets().duplicate().limit(reel.octets().position()).position(from));
        return (int) crc.getValue();
    }

    static byte[] webp(Reel reel) {
        var octets = reel.octets().order(ByteOrder.LITTLE_ENDIAN);
        demand(reel.word(4).equals("RIFF"));
        long whole = octets.getInt() & 0xFFFF_FFFFL;
        demand(reel.word(4).equals("WEBP") && whole >= 4 && whole + 8 <= octets.limit());
        octets.limit((int) whole + 8);
        reel.keepFrom(0);
        int frames = 0;
        boolean hasSize = false;
        while (octets.remaining() >= 8) {
            int start = octets.position();
            var name = reel.word(4);
            long length = octets.getInt() & 0xFFFF_FFFFL;
            var content = ByteBuffer.wrap(reel.take(length)).order(ByteOrder.LITTLE_ENDIAN);
            if (length % 2 == 1 && octets.hasRemaining()) {
                octets.get();
            }
            frames += name.equals("ANMF") ? 1 : 0;
            demand(frames <= MOST_FRAMES);
            hasSize |= demandSizeOf(name, content);
            if (WEBP.contains(name)) {
                reel.keepFrom(start);
            }
        }
        demand(hasSize);
        return resized(reel.kept());
    }

    private static boolean demandSizeOf(String name, ByteBuffer content) {
        switch (name) {
            case "VP8X" -> demandSize(three(content, 4) + 1, three(content, 7) + 1, 1);
            case "VP8L" -> {
                int bits = content.getInt(1);
                demandSize((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1, 1);
            }
            case "VP8 " -> demandSize(content.getShort(6) & 0x3FFF, content.getShort(8) & 0x3FFF, 1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long three(ByteBuffer content, int at) {
        return (content.get(at) & 255) | ((content.get(at + 1) & 255) << 8) | ((content.get(at + 2) & 255) << 16);
    }

    /** Says how long it is without what was left out, and that there are no words about it any more. */
    private static byte[] resized(byte[] kept) {
        var all = ByteBuffer.wrap(kept).order(ByteOrder.LITTLE_ENDIAN);
        all.putInt(4, kept.length - 8);
        if (kept.length > 20 && kept[12] == 'V' && kept[15] == 'X') {
            kept[20] = (byte) (kept[20] & ~0b1100);
        }
        return kept;
    }
}
