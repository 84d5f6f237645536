package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedStreamTests {

    @Test
    void passesOnWhatIsWithinBounds() throws IOException {
        var answer = "* 1 FETCH (BODY[] {12}\r\nline\nline {9}\r\n)\r\na1 OK\r\n";

        assertThat(new String(bounded(answer).readAllBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(answer);
    }

    @Test
    void refusesALiteralBeforeItsParserSeesIt() {
        assertThatThrownBy(() -> bounded("* 1 FETCH (BODY[] {2147483600}\r\n").readAllBytes())
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("literal");
    }

    @Test
    void refusesALiteralWhoseSizeDoesNotFitANumber() {
        assertThatThrownBy(() -> bounded("* 1 FETCH (BODY[] {99999999999999999999999}\r\n")
                        .readAllBytes())
                .isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void takesBracesInsideALineForWords() throws IOException {
        var answer = "* OK {99999999} is not a literal {here\r\n* OK x{5}y\r\n";

        assertThat(bounded(answer).readAllBytes()).hasSize(answer.length());
    }

    @Test
    void whereOnlyTheSumCountsBracesAndLinesAreFree() throws IOException {
        var message = "{2147483600}\r\n" + "x".repeat(BoundedStream.LONGEST_LINE + 10) + "\r\n";
        var stream = bounded(message);
        stream.boundBySum();

        assertThat(stream.readAllBytes()).hasSize(message.length());
    }

    @Test
    void evenThenTheSumIsBounded() {
        var endless = new BoundedStream(new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return length;
            }
        });
        endless.boundBySum();

        assertThatThrownBy(() -> endless.skipNBytes(BoundedStream.LARGEST_ANSWER + 1))
                .isInstanceOf(OutOfBoundsException.class);
    }

    @Test
    void refusesAnEndlessLine() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> new BoundedStream(endless).readNBytes(BoundedStream.LONGEST_LINE + 10))
                .isInstanceOf(OutOfBoundsException.class)
                .hasMessageContaining("line");
    }

    @Test
    void refusesAnEndlessAnswerAndCountsEachAnew() throws IOException {
        var lines = new InputStream() {
            private int position;

            @Override
            public int read() {
                return ++position % 64 == 0 ? '\n' : 'x';
            }
        };
        var stream = new BoundedStream(lines);
        stream.skipNBytes(BoundedStream.LARGEST_ANSWER - 1000);
        stream.begin();
        stream.skipNBytes(BoundedStream.LARGEST_ANSWER - 1000);

        assertThatThrownBy(() -> stream.skipNBytes(2000)).isInstanceOf(OutOfBoundsException.class);
    }

    private static BoundedStream bounded(String text) {
        return new BoundedStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
