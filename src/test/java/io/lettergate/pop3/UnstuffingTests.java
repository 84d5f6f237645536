package io.lettergate.pop3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnstuffingTests {

    private static final String REST = "+OK next";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "line\r\n",
                "\r\n",
                ".\r\n",
                "..\r\n",
                ".hidden\r\n",
                "a\r\n.\r\n.b\r\n...\r\n",
                "bare\n.\r\nstill inside\r\n",
                "bare\n.\nstill inside\r\n",
                "bare\n..\r\n",
                "cr\r.\r\ninside\r\n",
                "cr\r\r\n.\r\r\n",
                ".\rx\r\n",
                ".\nx\r\n",
                "\0\u00ff\u0080 \0\r\n",
                "\n\r\n\r\r\n"
            })
    @DisplayName("P15 whatever a message holds comes byte for byte, wherever a buffer ends")
    void passesOnWhatWasStored(String message) {
        var sent = stuffed(message) + ".\r\n" + REST;

        for (int size = 1; size <= sent.length(); size++) {
            assertPassed(sent, size, message, false);
        }
    }

    @Test
    @DisplayName("P15 random messages of dots and line ends come byte for byte, wherever buffers end")
    void passesOnRandomMessages() {
        var random = new Random(15);
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(20); length > 0; length--) {
                text.append("..\r\n\nx\0".charAt(random.nextInt(7)));
            }
            var message = text + "\r\n";
            var sent = stuffed(message) + ".\r\n" + REST;

            assertPassed(sent, 1 + random.nextInt(sent.length()), message, false);
        }
    }

    @Test
    @DisplayName("P15 a line of a megabyte comes byte for byte")
    void passesOnALineOfAMegabyte() {
        var message = "x".repeat(1 << 20) + "\r\n";

        assertPassed(message + ".\r\n" + REST, 1 << 16, message, false);
    }

    @Test
    void aDotOfAServerThatPutsNoneBeforeItStays() {
        assertPassed(".one\r\n.\r.\r\n.\r\n" + REST, 3, ".one\r\n.\r.\r\n", false);
    }

    @Test
    void aMessageThatEndsWithoutALineEndHasNotEnded() {
        var unstuffing = new Unstuffing<RuntimeException>(false, octets -> {});

        assertThat(unstuffing.pass(buffer("text.\r\n.\n.\r.\n"))).isFalse();
        assertThat(unstuffing.pass(buffer("\r\n."))).isFalse();
        assertThat(unstuffing.pass(buffer("\r"))).isFalse();
        assertThat(unstuffing.pass(buffer("\n"))).isTrue();
    }

    @Test
    void aServerThatWritesNoReturnsEndsWithoutThem() {
        for (int size = 1; size < 20; size++) {
            assertPassed("a\n..b\n.\n" + REST, size, "a\n.b\n", true);
            assertPassed(".\n" + REST, size, "", true);
            assertPassed("a\n.\r\n" + REST, size, "a\n", true);
        }
    }

    @Test
    void aReturnInsideAMessageMakesEvenThatServerStrict() {
        for (int size = 1; size < 20; size++) {
            assertPassed("a\r\nb\n.\nc\r\n.\r\n" + REST, size, "a\r\nb\n.\nc\r\n", true);
        }
    }

    private static void assertPassed(String sent, int size, String message, boolean bare) {
        var came = new ByteArrayOutputStream();
        var unstuffing = new Unstuffing<RuntimeException>(bare, octets -> {
            var copy = new byte[octets.remaining()];
            octets.get(copy);
            came.writeBytes(copy);
        });
        var all = sent.getBytes(ISO_8859_1);
        var left = "";
        for (int at = 0; left.isEmpty(); at += size) {
            assertThat(at)
                    .as("the end was missed: %s in pieces of %d", sent, size)
                    .isLessThan(all.length);
            var piece = ByteBuffer.wrap(Arrays.copyOfRange(all, at, Math.min(at + size, all.length)));
            if (unstuffing.pass(piece)) {
                left = sent.substring(at + piece.position());
            }
        }

        assertThat(came.toString(ISO_8859_1)).as("in pieces of %d", size).isEqualTo(message);
        assertThat(left).isEqualTo(REST);
    }

    private static String stuffed(String message) {
        return (message.startsWith(".") ? "." : "") + message.replace("\r\n.", "\r\n..");
    }

    private static ByteBuffer buffer(String octets) {
        return ByteBuffer.wrap(octets.getBytes(ISO_8859_1));
    }
}
