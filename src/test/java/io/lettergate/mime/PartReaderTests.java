package io.lettergate.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartReaderTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "base64|Y2Fmw6k=|café",
                "base64|Y2!Fm\\n w6k|café",
                "base64|Y2Fm===w6k=|café",
                "quoted-printable|caf=C3=A9|café",
                "quoted-printable|caf=  \\nf=e9=|caffé",
                "quoted-printable|1=1 =zz = x=|1=1 =zz = x",
                "x-uuencode|junk\\nbegin 644 a\\n#8V%F\\n`\\nend\\njunk|caf",
                "8bit|plain|plain",
                "nobody-knows|plain|plain",
            })
    void decodesTransferEncodings(String encoding, String encoded, String decoded) {
        var part = part("text/plain", encoding, "utf-8");

        assertThat(PartReader.text(part, encoded.replace("\\n", "\n").getBytes(ISO_8859_1)))
                .isEqualTo(decoded);
    }

    @ParameterizedTest
    @CsvSource({
        "utf-8, windows-1252, café “x”",
        "us-ascii, utf-8, café",
        "us-ascii, windows-1252, café",
        "iso-8859-1, windows-1252, “café”",
        "nonsense, utf-8, café",
        "no such/charset, windows-1252, café",
        "CP-1251, windows-1251, привет",
        "gb2312, gb18030, 中文",
        "ks_c_5601-1987, x-windows-949, 한국",
        "iso-2022-jp, iso-2022-jp, 日本",
        "utf-16, utf-8, café",
    })
    void decodesCharsetsThatLie(String declared, String real, String words) {
        var part = part("text/plain", "8bit", declared);

        assertThat(PartReader.text(part, words.getBytes(Charset.forName(real)))).isEqualTo(words);
    }

    @Test
    void believesTheMarkAtTheStart() {
        var part = part("text/plain", "8bit", "windows-1252");

        assertThat(PartReader.text(part, "\uFEFFcafé".getBytes(UTF_8))).isEqualTo("café");
        assertThat(PartReader.text(part, "café".getBytes(UTF_16))).isEqualTo("café");
    }

    @Test
    void asksTheHtmlWhereNothingElseTells() {
        var html = "<html><meta http-equiv=x content='text/html; charset=windows-1251'>привет";

        var text = PartReader.text(part("text/html", "8bit", ""), html.getBytes(Charset.forName("windows-1251")));

        assertThat(text).isEqualTo(html);
    }

    @Test
    void doesNotDecodeUtf7() {
        assertThat(PartReader.text(part("text/html", "7bit", "utf-7"), "+ADw-script+AD4-".getBytes(UTF_8)))
                .isEqualTo("+ADw-script+AD4-");
    }

    @Test
    void keepsGoodWordsBesideABrokenOrCutOne() {
        var words = "это просто длинный текст";
        var octets = words.getBytes(UTF_8);
        octets[0] = 'x';

        assertThat(PartReader.text(part("text/plain", "8bit", "utf-8"), octets)).endsWith("просто длинный текст");
        assertThat(PartReader.text(part("text/plain", "8bit", ""), Arrays.copyOf(octets, 1)))
                .isEqualTo("x");
        assertThat(PartReader.text(part("text/plain", "8bit", "utf-8"), Arrays.copyOf(words.getBytes(UTF_8), 5)))
                .isEqualTo("эт");
    }

    @Test
    void removesNul() {
        assertThat(PartReader.text(part("text/plain", "8bit", "utf-8"), "a\0b".getBytes(UTF_8)))
                .isEqualTo("ab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flowed|no|Good \\nmorning\\nAnn|Good morning\\nAnn",
                "Flowed|no|> one \\n> line\\n>> two \\nthree \\n|> one line\\n>> two \\nthree \\n",
                "flowed|YES|Wasser \\nfall\\n|Wasserfall\\n",
                "flowed|no|bye \\n-- \\nMaya|bye \\n-- \\nMaya",
                "flowed|no|' From here\\n >no quote\\n  two'|'From here\\n >no quote\\n two'",
                "flowed|no|one\\n\\n\\ntwo|one\\n\\n\\ntwo",
                "flowed|no|>\\n> x|>\\n> x",
                "flowed|no|''|''",
                "fixed|no|Good \\nmorning|Good \\nmorning"
            })
    @DisplayName("RFC 3676 §4 lines that were broken for the way are joined")
    void joinsFlowedLines(String format, String delSp, String flowed, String joined) {
        var part = new Part(
                new PartNumber("1"),
                "text/plain",
                Map.of("format", format, "delsp", delSp),
                null,
                null,
                null,
                "7bit",
                1,
                List.of());

        for (var end : List.of("\n", "\r\n")) {
            assertThat(PartReader.words(part, flowed.replace("\\n", end).getBytes(UTF_8)))
                    .isEqualTo(joined.replace("\\n", end));
        }
    }

    @Test
    void whatWeBreakWeJoin() {
        var text = "A long line of words that goes on and on, ".repeat(9).strip() + "\r\n\r\n> "
                + "quoted words ".repeat(20).strip() + "\r\nFrom here\r\n-- \r\nMaya\r\n";

        assertThat(UnflowedText.of(FlowedText.of(text), false)).isEqualTo(text);
    }

    private static Part part(String type, String encoding, String charset) {
        return new Part(
                new PartNumber("1"), type, Map.of("charset", charset), null, null, null, encoding, 1, List.of());
    }
}
