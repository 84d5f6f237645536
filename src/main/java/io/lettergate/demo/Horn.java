package io.lettergate.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The sound of a fog horn, as WAV of any size: the large attachment that the repository does not hold. */
class Horn {

    private static final int HEADER = 44;
    private static final int RATE = 22_050;

    private Horn() {}

    static byte[] wav(int size) {
        var samples = size - HEADER;
        var wav = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(RATE)
                .putInt(RATE)
                .putShort((short) 1)
                .putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        var blast = blast();
        while (wav.hasRemaining()) {
            wav.put(blast, 0, Math.min(blast.length, wav.remaining()));
        }
        return wav.array();
    }

    /** Three seconds of two saw teeth a fifth apart, and nine of silence. */
    private static byte[] blast() {
        var blast = new byte[12 * RATE];
        for (var i = 0; i < blast.length; i++) {
            blast[i] = (byte) (i < 3 * RATE ? 128 + (i % 200 - 100) / 3 + (i % 133 - 66) / 3 : 128);
        }
        return blast;
    }
}
