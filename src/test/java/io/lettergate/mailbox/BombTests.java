package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.PartNumber;
import io.lettergate.mime.MessageHeader;
import io.lettergate.reading.Notice;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** Letters that are made to take all memory or time. Whatever they are, something of them is shown, and what is not is told. */
@Timeout(120)
class BombTests {

    @TempDir
    private Path directory;

    private Spool spool;

    @BeforeEach
    void makeRoom() {
        spool = new Spool(new SpoolSettings(directory, DataSize.ofMegabytes(512), DataSize.ofMegabytes(1)));
    }

    @Test
    @DisplayName("R51 of a hundred thousand parts two thousand are read, and the first is shown")
    void boundsTheParts() {
        var message = opened(stream(
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nThe first words\n",
                "--b\n\nx\n",
                100_000,
                "--b--\n"));

        assertThat(words(message)).isEqualTo("The first words");
        assertThat(message.structure().walk().count()).isLessThanOrEqualTo(2_001);
        assertThat(Notice.of(message)).containsExactly(Notice.PARTS);
    }

    @Test
    @DisplayName("R51 of five thousand levels fifty are read")
    void boundsTheDepth() {
        var letter = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            letter.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }

        var message = opened(octets(letter.append("\nThe end\n").toString()));

        assertThat(Notice.of(message)).contains(Notice.DEPTH);
    }

    @Test
    @DisplayName("R51 of a million header fields two thousand are read, and the words are shown")
    void boundsTheFields() {
        var message = opened(stream("Subject: many\n", "X-Odd: 1\n", 1_000_000, "\nGood morning\n"));

        assertThat(message.headers()).hasSize(2_000);
        assertThat(Notice.of(message)).containsExactly(Notice.FIELDS);
        assertThat(words(message)).isEqualTo("Good morning\n");
    }

    @Test
    @DisplayName("R51 of a field of many megabytes the beginning is read")
    void boundsAField() {
        var message = opened(stream("Subject: long", " and longer", 1_000_000, "\nFrom: a@vale.example\n\nHello\n"));

        assertThat(message.summary().envelope().subject())
                .startsWith("long and longer")
                .hasSizeLessThan(70_000);
        assertThat(Notice.of(message)).contains(Notice.LONG_FIELD);
        assertThat(words(message)).isEqualTo("Hello\n");
    }

    @Test
    @DisplayName("R51 of a million addresses five hundred are read")
    void boundsTheAddresses() {
        var message = opened(stream("To: ", "a@b.example,", 5_000, "\n\nHello\n"));

        assertThat(message.summary().envelope().to()).hasSize(500);
        assertThat(Notice.of(message)).contains(Notice.ADDRESSES);
    }

    @Test
    @DisplayName("R51 a text of hundreds of megabytes is cut, and takes no more memory than what is shown")
    void boundsAText() {
        var message = opened(stream("Subject: big\n\n", "All work and no play. ", 10_000_000, "\n"));

        assertThat(words(message)).hasSize(2 << 20);
        assertThat(Notice.of(message)).containsExactly(Notice.TEXT);
    }

    @Test
    @DisplayName("R51 a letter that is larger than all room is refused in a sentence, and gives the room back")
    void boundsTheRoom() {
        assertThat(catchThrowable(() -> opened(stream("\n", "All work and no play. ", 40_000_000, "\n"))))
                .isInstanceOf(MailFailure.NoRoom.class);
        assertThat(spool.free()).isEqualTo(spool.most());
    }

    @Test
    @DisplayName("R51 brackets, quotes and comments without an end are read in one pass")
    void survivesOpenBrackets() {
        for (var open : List.of("(", "<", "\"", "=?utf-8?q?", "[", "\\")) {
            var message = opened(stream("From: ", open, 20_000, "\nSubject: open\n\nHello\n"));

            assertThat(message.summary().envelope().subject()).as(open).isEqualTo("open");
        }
    }

    private Message opened(InputStream letter) {
        try (var inside = Inside.of(spool, letter)) {
            var header = MessageHeader.read(inside.header());
            var outer = NestingTests.OUTER;
            var summary = new MessageSummary(
                    outer.ref(), header.envelope(), outer.flags(), outer.receivedAt(), 1, false, "", true, null);
            return Opened.message(summary, header.fields(), inside.structure(), (parts, most) -> {
                var starts = new HashMap<PartNumber, byte[]>();
                parts.forEach(part -> starts.put(part, inside.start(part, most)));
                return starts;
            });
        }
    }

    private static String words(Message message) {
        return message.text(message.textBody().getFirst()).words();
    }

    /** A beginning, something many times, and an end, never in memory as a whole. */
    private static InputStream stream(String start, String again, int times, String end) {
        var thousand = again.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        var pieces = IntStream.range(0, times / 1_000).mapToObj(i -> new ByteArrayInputStream(thousand));
        return new SequenceInputStream(
                octets(start),
                new SequenceInputStream(
                        new SequenceInputStream(Collections.enumeration(pieces.toList())), octets(end)));
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
