package io.lettergate.exporting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MboxStreamTests {

    private static final Instant MAY = Instant.parse("2022-05-01T10:00:00Z");

    @Test
    void partsMessagesByALineThatNamesSenderAndTimeAndByAnEmptyOne() throws IOException {
        assertThat(mbox("Subject: a\r\n\r\nHello\r\n", "Subject: b\r\n\r\nNo end"))
                .isEqualTo("""
                        From ada@example.org Sun May  1 10:00:00 2022
                        Subject: a

                        Hello

                        From ada@example.org Sun May  1 10:00:00 2022
                        Subject: b

                        No end

                        """);
    }

    @ParameterizedTest
    @CsvSource({
        "From me, >From me",
        ">From me, >>From me",
        ">>>From me, >>>>From me",
        "Fromage, Fromage",
        "From, From",
        "> From me, > From me",
        "x From me, x From me",
        ">Fro, >Fro",
    })
    void marksEachLineThatLooksLikeABeginning(String line, String written) throws IOException {
        assertThat(mbox("Subject: a\r\n\r\n" + line + "\r\nFrom here\r\n"))
                .contains("\n\n" + written + "\n>From here\n\n");
    }

    @Test
    void keepsWhatEndsWithoutALineEndAndBareCarriageReturns() throws IOException {
        assertThat(mbox("a\rb\r\n>>")).endsWith("\na\rb\n>>\n\n");
        assertThat(mbox("Fro\r")).endsWith("\nFro\r\n\n");
    }

    private static String mbox(String... messages) throws IOException {
        var target = new ByteArrayOutputStream();
        try (var mbox = new MboxStream(target)) {
            for (var message : messages) {
                mbox.message(
                        "ada@example.org", MAY, new ByteArrayInputStream(message.getBytes(StandardCharsets.US_ASCII)));
            }
        }
        return target.toString(StandardCharsets.US_ASCII);
    }
}
