package io.lettergate.demo;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Small pictures of a harbour at some hour of the day, as PNG. */
class Drawing {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Drawing() {}

    /** Draws a sky, the sun, the sea and a quay; "480x270 ff9955" gives the size and the colour of the sky. */
    static byte[] png(String wish) {
        var words = wish.split("[x ]", -1);
        var width = Integer.parseInt(words[0]);
        var height = Integer.parseInt(words[1]);
        var pixels = pixels(width, height, Integer.parseInt(words[2], 16));
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array());
        chunk(out, "IDAT", deflated(pixels));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static byte[] pixels(int width, int height, int sky) {
        var pixels = ByteBuffer.allocate(height * (1 + 3 * width));
        for (var y = 0; y < height; y++) {
            pixels.put((byte) 0);
            var down = (double) y / height;
            var colour = colour(down, sky);
            var half = halfOfSun(down - 0.42, width);
            for (var x = 0; x < width; x++) {
                var shown = Math.abs(x - 7 * width / 10) < half ? 0xFFF3C4 : colour;
                pixels.put((byte) (shown >> 16)).put((byte) (shown >> 8)).put((byte) shown);
            }
        }
        return pixels.array();
    }

    private static int halfOfSun(double above, int width) {
        return (int) (Math.sqrt(Math.max(0, 0.01 - above * above)) * 0.6 * width);
    }

    private static int colour(double down, int sky) {
        if (down > 0.88) {
            return 0x54504A;
        }
        return down > 0.6 ? shaded(0x2F5D73, 0.85 + 0.2 * Math.sin(60 * down)) : shaded(sky, 0.7 + 0.5 * down);
    }

    private static int shaded(int colour, double light) {
        var shaded = 0;
        for (var shift = 16; shift >= 0; shift -= 8) {
            shaded |= Math.min(255, (int) ((colour >> shift & 0xFF) * light)) << shift;
        }
        return shaded;
    }

    private static byte[] deflated(byte[] pixels) {
        var out = new ByteArrayOutputStream();
        try (var deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(pixels);
            deflater.finish();
            var buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        var body = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        var check = new CRC32();
        check.update(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(body);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
