package io.lettergate.remote;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureKindTests {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void keepsAPicture(String format) throws IOException {
        var octets = picture(format);

        var read = read(octets);

        var image = ImageIO.read(new ByteArrayInputStream(read));
        assertThat(image.getWidth()).isEqualTo(40);
        assertThat(image.getRGB(20, 15))
                .isEqualTo(ImageIO.read(new ByteArrayInputStream(octets)).getRGB(20, 15));
    }

    @ParameterizedTest
    @DisplayName("R22 what lies behind a picture is not passed on")
    @ValueSource(strings = {"png", "jpg", "gif"})
    void leavesOutWhatLiesBehind(String format) throws IOException {
        var script = "<script>alert(1)</script>".getBytes(ISO_8859_1);
        var octets = picture(format);
        var longer = Arrays.copyOf(octets, octets.length + script.length);
        System.arraycopy(script, 0, longer, octets.length, script.length);

        assertThat(new String(read(longer), ISO_8859_1)).doesNotContain("script");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void refusesHalfAPicture(String format) throws IOException {
        var octets = picture(format);

        assertThat(PictureKind.of(octets).orElseThrow().read(Arrays.copyOf(octets, octets.length / 2)))
                .isEmpty();
    }

    @Test
    @DisplayName("R22 a picture that says it is huge is refused before anybody makes room for it")
    void refusesAPictureThatIsTooLarge() throws IOException {
        var octets = picture("gif");
        ByteBuffer.wrap(octets)
                .put(6, (byte) 0xFF)
                .put(7, (byte) 0xFF)
                .put(8, (byte) 0xFF)
                .put(9, (byte) 0xFF);

        assertThat(PictureKind.GIF.read(octets)).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("R27 what is no picture of these kinds is none, whatever it says it is")
    @ValueSource(
            strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "BM", "%PDF-1.7", "", "RIFF\0\0\0\0WAVE"})
    void knowsNoOtherKinds(String content) {
        assertThat(PictureKind.of(content.getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void readsAWebp() {
        var lossless = new byte[] {0x2F, 39, (byte) 0xC0, 6, 0, 0};
        var chunk = ByteBuffer.allocate(26).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        chunk.put("RIFF".getBytes(ISO_8859_1))
                .putInt(18)
                .put("WEBPVP8L".getBytes(ISO_8859_1))
                .putInt(6)
                .put(lossless);

        assertThat(PictureKind.of(chunk.array()).orElseThrow().read(chunk.array()))
                .isPresent();
    }

    @ParameterizedTest
    @DisplayName("R22 no octets that look like a picture make more of it than an answer")
    @ValueSource(strings = {"png", "jpg", "gif"})
    void survivesWhatIsBroken(String format) throws IOException {
        var random = new Random(7);
        var octets = picture(format);
        var kind = PictureKind.of(octets).orElseThrow();
        for (int round = 0; round < 3_000; round++) {
            var broken = octets.clone();
            for (int hit = 0; hit < 4; hit++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }

            kind.read(broken).ifPresent(read -> assertThat(read.length).isLessThanOrEqualTo(broken.length + 2));
        }
    }

    private static byte[] read(byte[] octets) {
        return PictureKind.of(octets).orElseThrow().read(octets).orElseThrow();
    }

    static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < 1_200; at++) {
            image.setRGB(at % 40, at / 40, at * 211);
        }
        var octets = new ByteArrayOutputStream();
        ImageIO.write(image, format, octets);
        return octets.toByteArray();
    }
}
