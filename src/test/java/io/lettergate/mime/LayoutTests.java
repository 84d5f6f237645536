package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.CorpusFiles;
import io.lettergate.mail.PartNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTests {

    private static final String MIXED = """
            Subject: two
            Content-Type: multipart/mixed; boundary=b

            preamble
            --b

            words
            --b
            Content-Type: multipart/alternative; boundary="b-inner"

            --b-inner
            Content-Type: text/html

            <p>
            --b-inner--
            epilogue
            --b--
            the end
            """;

    @Test
    void tellsWhereEachPartStands() throws IOException {
        var octets = MIXED.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

        var layout = Layout.read(new ByteArrayInputStream(octets));

        assertThat(part(octets, layout, "1")).isEqualTo("words");
        assertThat(part(octets, layout, "2.1")).isEqualTo("<p>");
        assertThat(layout.parts()).hasSize(2);
    }

    private static String part(byte[] octets, Layout layout, String number) {
        return new String(cut(octets, layout.parts().get(new PartNumber(number))), StandardCharsets.US_ASCII);
    }

    private static byte[] cut(byte[] octets, Layout.Extent extent) {
        return Arrays.copyOfRange(octets, (int) extent.start(), (int) (extent.start() + extent.length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b",
                "Content-Type: multipart/mixed; boundary=b\n\n--b--",
                "Content-Type: multipart/mixed; boundary=b\n\nonly a preamble\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n--b\n\n\n--b--\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--bc\n--b -\n\nx\n--b--",
                "Content-Type: multipart/mixed\n\n--b\n\nx\n--b--\n",
                "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\nx\n----\n",
                "Content-Type: multipart/mixed;\n boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: in\n\nx\n--b--"
            })
    void readsOddMessagesLikeTheParser(String message) throws IOException {
        assertThat(difference(message.getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(difference(message.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: x/Dear Ann,/soup: at nine//Bye/|Dear Ann,/soup: at nine//Bye/",
                "Subject: x/Dear Ann|Dear Ann",
                "Dear Ann//Bye|Dear Ann//Bye",
                "From ann Mon/Subject: x/odd/X-Odd: y//Bye|Bye",
                "Content-Transfer-Encoding: base64/odd//SGVsbG8=|SGVsbG8=",
                "Content-Transfer-Encoding: base64/SGVsbG8=|SGVsbG8="
            })
    void wordsBeginWhereNoFieldGoesOn(String source, String words) throws IOException {
        for (var end : List.of("\n", "\r\n")) {
            var octets = source.replace("/", end).getBytes(StandardCharsets.US_ASCII);

            var layout = Layout.read(new ByteArrayInputStream(octets));

            assertThat(part(octets, layout, "1")).isEqualTo(words.replace("/", end));
            assertThat(layout.body())
                    .isEqualTo(octets.length - words.replace("/", end).length());
        }
    }

    @Test
    void partsNeedNoEmptyLineBeforeTheirBoundaryOrTheirWords() throws IOException {
        var octets =
                "Content-Type: multipart/mixed; boundary=b\n--b\nDear Ann\n--b\nContent-Type: text/html\n<p>\n--b--\n"
                        .getBytes(StandardCharsets.US_ASCII);

        var layout = Layout.read(new ByteArrayInputStream(octets));

        assertThat(part(octets, layout, "1")).isEqualTo("Dear Ann");
        assertThat(part(octets, layout, "2")).isEqualTo("<p>");
        assertThat(layout.structure().children())
                .extracting(part -> part.type())
                .containsExactly("text/plain", "text/html");
        assertThat(layout.isHeaderOpen()).isTrue();
    }

    @Test
    void readsTheCorpusLikeTheParser() throws IOException {
        var differences = new ArrayList<String>();

        for (var file : CorpusFiles.in("mime/open", ".eml")) {
            var difference = difference(Files.readAllBytes(file));
            if (!difference.isEmpty()) {
                differences.add(file.getFileName() + ": " + difference);
            }
        }

        assertThat(differences).isEmpty();
    }

    @Test
    void readsMessagesThatWereCutLikeTheParser() throws IOException {
        var differences = new ArrayList<String>();
        var random = new Random(5);

        for (var file : CorpusFiles.in("mime/open", ".eml")) {
            var octets = Files.readAllBytes(file);
            var cut = Arrays.copyOf(octets, octets.length == 0 ? 0 : random.nextInt(octets.length));
            var difference = difference(cut);
            if (!difference.isEmpty()) {
                differences.add(file.getFileName() + " at " + cut.length + ": " + difference);
            }
        }

        assertThat(differences).isEmpty();
    }

    /** The parser knows no lines that end in CR alone. */
    private static byte[] forTheParser(byte[] octets) {
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(text.length(), 64 * 1024)).indexOf('\n') < 0
                ? text.replace('\r', '\n').getBytes(StandardCharsets.ISO_8859_1)
                : octets;
    }

    private static String difference(byte[] original) throws IOException {
        var octets = forTheParser(original);
        var parsed = RawMessage.read(new ByteArrayInputStream(octets));
        var layout = Layout.read(new ByteArrayInputStream(original));
        if (layout.isHeaderOpen()) {
            // The parser passes over the words that stand among the fields.
            return "";
        }
        if (!layout.structure().equals(parsed.structure())) {
            return layout.structure() + " instead of " + parsed.structure();
        }
        if (layout.body() != parsed.header().length) {
            return "the body begins at " + layout.body() + " instead of " + parsed.header().length;
        }
        for (var part : layout.parts().entrySet()) {
            if (!Arrays.equals(cut(octets, part.getValue()), parsed.octets(part.getKey()))) {
                return "part " + part.getKey() + " lies elsewhere than at " + part.getValue();
            }
        }
        return "";
    }

    @Test
    void aHugeMessageTakesNoMemory() throws IOException {
        var before = Runtime.getRuntime().maxMemory();
        var size = Math.min(before * 2, 4L << 30);

        var layout = Layout.read(new Endless("Content-Type: text/plain\n\n", size));

        assertThat(layout.structure().size()).isEqualTo(size - 26);
    }

    /** A line without an end, of any length. */
    private static final class Endless extends InputStream {

        private final List<Byte> start = new ArrayList<>();
        private final long size;
        private long at;

        Endless(String start, long size) {
            for (byte octet : start.getBytes(StandardCharsets.US_ASCII)) {
                this.start.add(octet);
            }
            this.size = size;
        }

        @Override
        public int read() {
            if (at >= size) {
                return -1;
            }
            return at < start.size() ? start.get((int) at++) : next();
        }

        private int next() {
            at++;
            return 'x';
        }

        @Override
        public int read(byte[] into, int from, int most) {
            if (at < start.size()) {
                into[from] = (byte) read();
                return 1;
            }
            int count = (int) Math.min(most, size - at);
            Arrays.fill(into, from, from + count, (byte) 'x');
            at += count;
            return count == 0 ? -1 : count;
        }
    }
}
