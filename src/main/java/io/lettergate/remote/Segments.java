package io.lettergate.remote;

import static io.lettergate.remote.Reel.demand;
import static io.lettergate.remote.Reel.demandSize;

/** Reads pictures that are made of segments: JPEG (ITU-T T.81, appendix B). */
final class Segments {

    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int MOST = 20_000;

    private Segments() {}

    static byte[] jpeg(Reel reel) {
        reel.take(2);
        reel.keepFrom(0);
        boolean hasSize = false;
        int marker = marker(reel);
        for (int count = 0; count < MOST && marker != END; count++) {
            int start = reel.octets().position() - 2;
            demand(marker >= 0xC0 && (marker < 0xD0 || marker > 0xD8));
            int length = reel.twoOctets();
            demand(length >= 2);
            var content = reel.take(length - 2L);
            if (isFrame(marker)) {
                demand(content.length >= 6 && !hasSize);
                demandSize(two(content, 3), two(content, 1), 1);
                hasSize = true;
            }
            if (isKept(marker)) {
                reel.keepFrom(start);
            }
            marker = marker == SCAN ? afterScan(reel) : marker(reel);
        }
        demand(hasSize && marker == END);
        reel.keep(0xFF);
        reel.keep(END);
        return reel.kept();
    }

    private static int marker(Reel reel) {
        demand(reel.octet() == 0xFF);
        int marker = reel.octet();
        while (marker == 0xFF) {
            marker = reel.octet();
        }
        return marker;
    }

    /** The picture itself ends where a marker stands that is no restart. */
    private static int afterScan(Reel reel) {
        int start = reel.octets().position();
        while (true) {
            if (reel.octet() == 0xFF) {
                int next = reel.octet();
                if (next != 0 && (next < 0xD0 || next > 0xD7)) {
                    int here = reel.octets().position();
                    reel.octets().position(here - 2);
                    reel.keepFrom(start);
                    reel.octets().position(here);
                    return next == 0xFF ? marker(reel) : next;
                }
            }
        }
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    /** Tables, frames and scans, and of what programs add, only what tells the colours. */
    private static boolean isKept(int marker) {
        return marker < 0xE0 || marker == 0xE0 || marker == 0xE2 || marker == 0xEE;
    }

    private static int two(byte[] content, int at) {
        return ((content[at] & 255) << 8) | (content[at + 1] & 255);
    }
}
