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
        for (var i = 0; i < samples; i++) {
            wav.put((byte) (i / (3 * RATE) % 4 == 0 ? tone(i) : 128));
        }
        return wav.array();
    }

    /** Two saw teeth a fifth apart. */
    private static int tone(int sample) {
        return 128 + (sample % 200 - 100) / 3 + (sample % 133 - 66) / 3;
    }
}
