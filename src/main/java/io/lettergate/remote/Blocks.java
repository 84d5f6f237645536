package io.lettergate.remote;

import static io.lettergate.remote.Reel.demand;
import static io.lettergate.remote.Reel.demandSize;

import java.nio.ByteOrder;

/** Reads pictures that are made of blocks: GIF (version 89a). */
final class Blocks {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int MOST_FRAMES = 1_000;

    private Blocks() {}

    static byte[] gif(Reel reel) {
        reel.octets().order(ByteOrder.LITTLE_ENDIAN);
        var version = reel.word(6);
        demand(version.equals("GIF87a") || version.equals("GIF89a"));
        int width = reel.twoOctets();
        int height = reel.twoOctets();
        int flags = reel.octet();
        reel.take(2);
        takeColours(reel, flags);
        reel.keepFrom(0);
        int frames = 0;
        for (int kind = reel.octet(); kind != TRAILER; kind = reel.octet()) {
            int start = reel.octets().position() - 1;
            if (kind == IMAGE) {
                frames++;
                demand(frames <= MOST_FRAMES);
                demandSize(width, height, frames);
                takeImage(reel);
                reel.keepFrom(start);
            } else {
                demand(kind == EXTENSION);
                int label = reel.octet();
                takeBlocks(reel);
                if (label == CONTROL || label == APPLICATION) {
                    reel.keepFrom(start);
                }
            }
        }
        demand(frames > 0);
        reel.keep(TRAILER);
        return reel.kept();
    }

    private static void takeImage(Reel reel) {
        reel.take(4);
        demandSize(reel.twoOctets(), reel.twoOctets(), 1);
        takeColours(reel, reel.octet());
        demand(reel.octet() <= 12);
        takeBlocks(reel);
    }

    private static void takeColours(Reel reel, int flags) {
        if ((flags & 0x80) != 0) {
            reel.take(3L << ((flags & 7) + 1));
        }
    }

    private static void takeBlocks(Reel reel) {
        for (int length = reel.octet(); length > 0; length = reel.octet()) {
            reel.take(length);
        }
    }
}
