package io.lettergate.mime.tnef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TnefReaderTests {

    private static final Charset WESTERN = Charset.forName("windows-1252");

    @Test
    @Timeout(60)
    @DisplayName("R51 values without a length end the reading, however many there are said to be")
    void isNotKeptByEmptyValues() throws IOException {
        var many = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        many.putInt(1).putShort((short) 0x1001).putShort((short) 1).putInt(-1);

        assertThat(read(many.array())).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u999999999 x", "\\u-99999999 x", "\\u1114112 x"})
    void readsNumbersThatAreNoCharacters(String rtf) {
        var found = RtfWords.of(("{\\rtf1\\uc0 " + rtf + "}").getBytes(StandardCharsets.US_ASCII), WESTERN);

        assertThat(found.words()).isEqualTo("\uFFFDx");
    }

    private static PackedMessage read(byte[] properties) throws IOException {
        var octets = new ByteArrayOutputStream();
        octets.writeBytes(ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x223E9F78)
                .putShort((short) 1)
                .array());
        octets.writeBytes(ByteBuffer.allocate(9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 1)
                .putInt(0x00069003)
                .putInt(properties.length)
                .array());
        octets.writeBytes(properties);
        octets.writeBytes(new byte[2]);
        return TnefReader.read(new ByteArrayInputStream(octets.toByteArray()), name -> null, WESTERN);
    }
}
