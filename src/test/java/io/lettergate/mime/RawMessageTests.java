package io.lettergate.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawMessageTests {

    private static final String NESTED = """
            Subject: parts
            Content-Type: multipart/mixed; boundary=a

            preamble
            --a
            Content-Type: multipart/alternative; boundary=b

            --b
            Content-Type: text/plain; charset="UTF-8"

            plain
            --b
            Content-Type: text/html
            Content-Transfer-Encoding: QUOTED-PRINTABLE

            <p>caf=C3=A9
            --b--
            --a
            Content-Type: message/rfc822

            Content-Type: multipart/mixed; boundary=c

            --c

            inner
            --c--
            --a
            Content-Type: image/png; name="=?utf-8?Q?caf=C3=A9.png?="
            Content-Disposition: inline
            Content-ID: <picture@example.org>

            octets
            --a--
            """;

    @Test
    void numbersPartsAsImapDoes() throws IOException {
        var message = read(NESTED);

        assertThat(message.structure().number()).isNull();
        assertThat(message.structure().walk().skip(1).map(part -> part.number() + " " + part.type()))
                .containsExactly(
                        "1 multipart/alternative",
                        "1.1 text/plain",
                        "1.2 text/html",
                        "2 message/rfc822",
                        "3 image/png");
    }

    @Test
    void readsTheFieldsOfAPart() throws IOException {
        var picture = part(read(NESTED), "3");

        assertThat(picture.fileName()).isEqualTo("café.png");
        assertThat(picture.contentId()).isEqualTo("picture@example.org");
        assertThat(picture.disposition()).isEqualTo("inline");
        assertThat(picture.size()).isEqualTo(6);
    }

    @Test
    void keepsTheOctetsOfLeaves() throws IOException {
        var message = read(NESTED);

        assertThat(text(message, "1.1")).isEqualTo("plain");
        assertThat(text(message, "1.2")).isEqualTo("<p>café");
        assertThat(message.octets(new PartNumber("2"))).asString(UTF_8).contains("inner");
        assertThat(message.octets(new PartNumber("1"))).isNull();
        assertThat(message.header())
                .asString(UTF_8)
                .startsWith("Subject: parts")
                .endsWith("boundary=a\n\n");
    }

    /** The parser reads 4,096 octets at once; each place where that may cut a boundary is tried. */
    @ParameterizedTest
    @CsvSource({"abc,abcdef", "abcdef,abc", "b4,b4131", "b4131,b4", "b,b_c", "=_a,=_a-b"})
    void tellsBoundariesApartThatBeginAlike(String outer, String inner) throws IOException {
        var nested = NESTED.replaceAll("(--|=)b\\b", "$1\"inner\"")
                .replaceAll("(--|=)a\\b", "$1\"outer\"")
                .replace("=\"outer\"", "=\"" + outer + "\"")
                .replace("=\"inner\"", "=\"" + inner + "\"")
                .replace("\"outer\"", outer)
                .replace("\"inner\"", inner);

        for (int length = 3_700; length < 4_100; length++) {
            var words = "x".repeat(length - 2_000) + "\n" + "y".repeat(2_000);
            var message = read(nested.replace("plain\n", words + "\n"));

            assertThat(message.structure().walk()).hasSize(6);
            assertThat(text(message, "1.1")).isEqualTo(words);
            assertThat(text(message, "3")).isEqualTo("octets");
        }
    }

    @Test
    void callsTheOnlyPartNumberOne() throws IOException {
        var message = read("Subject: one\r\n\r\nwords\r\n");

        assertThat(message.structure().number()).isEqualTo(new PartNumber("1"));
        assertThat(message.structure().type()).isEqualTo("text/plain");
        assertThat(text(message, "1")).isEqualTo("words\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: multipart/mixed; boundary=x\n\nwords",
                "Content-Type: multipart/mixed\n\nwords",
                "Content-Type: nonsense\n\nwords",
                "Content-Type: \n\nwords",
            })
    void showsTheTextWhereTheTypeLies(String source) throws IOException {
        var message = read(source);

        assertThat(message.structure().type()).isEqualTo("text/plain");
        assertThat(text(message, "1")).isEqualTo("words");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\r\n\r\n",
                "no header at all",
                ":",
                "\0\0\0",
                "Content-Type: multipart/mixed; boundary=x"
            })
    void givesAPartForAnyInput(String source) throws IOException {
        var message = read(source);

        assertThat(message.structure().number()).isEqualTo(new PartNumber("1"));
        assertThat(message.octets(new PartNumber("1"))).isNotNull();
    }

    @Test
    void stopsGoingDownAtFifty() throws IOException {
        var source = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            source.append("Content-Type: multipart/mixed; boundary=b%04d\n\n--b%04d\n".formatted(i, i));
        }

        var structure = read(source.toString()).structure();

        assertThat(structure.walk()).hasSizeBetween(50, 52);
        assertThat(structure.walk().toList().getLast().type()).isEqualTo("application/octet-stream");
    }

    @Test
    void stopsAfterTwoThousandParts() throws IOException {
        var source = "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nx\n".repeat(100_000);

        var structure = read(source).structure();

        assertThat(structure.children()).hasSizeBetween(1_990, 2_001);
    }

    @Test
    void tellsBoundariesApartThatBeginAlike() throws IOException {
        var source = "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: multipart/alternative; boundary=b_c\n\n--b_c\n\nx\n--b_c\n\ny\n--b_c--\n--b\n\nz\n--b--";

        var structure = read(source).structure();

        assertThat(structure.walk().skip(1).map(part -> String.valueOf(part.number())))
                .containsExactly("1", "1.1", "1.2", "2");
    }

    @Test
    void takesAPartOfADigestForAMessage() throws IOException {
        var message = read("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: inner\n\nx\n--b--\n");

        assertThat(part(message, "1").type()).isEqualTo("message/rfc822");
    }

    private static RawMessage read(String source) throws IOException {
        return RawMessage.read(new ByteArrayInputStream(source.getBytes(ISO_8859_1)));
    }

    private static Part part(RawMessage message, String number) {
        return Objects.requireNonNull(message.structure().find(new PartNumber(number)));
    }

    private static String text(RawMessage message, String number) {
        return PartReader.text(part(message, number), Objects.requireNonNull(message.octets(new PartNumber(number))));
    }
}
