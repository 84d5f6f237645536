package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentNameTests {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "report.pdf               | report.pdf",
                "../../etc/passwd         | passwd",
                "C:\\Windows\\evil.exe    | evil.exe",
                "a\\u000d\\u000aSet-Cookie: x=1 | aSet-Cookie_ x=1",
                "say \"hi\".txt           | say _hi_.txt",
                "invoice\\u202efdp.exe    | invoicefdp.exe",
                "con.txt                  | _con.txt",
                "..hidden.                | hidden",
                "\\u0000\\u200b           | part-1.2",
                "..                       | part-1.2"
            },
            quoteCharacter = '`')
    @DisplayName("R19 nothing dangerous is left of a name")
    void leavesNothingDangerous(String given, String name) {
        assertThat(AttachmentName.of(part(unescaped(given))).value()).isEqualTo(name);
    }

    @Test
    void callsAPartWithoutANameByItsNumber() {
        assertThat(AttachmentName.of(part(null)).value()).isEqualTo("part-1.2");
    }

    @Test
    void shortensALongNameAndKeepsItsEnding() {
        var name = AttachmentName.of(part("é".repeat(500) + ".pdf")).value();

        assertThat(name).endsWith("é.pdf");
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(190, 200);
    }

    @Test
    void spellsOtherLettersForEveryClient() {
        var disposition = AttachmentName.of(part("Übersicht 日.pdf")).disposition();

        assertThat(disposition)
                .isEqualTo("attachment; filename=\"_bersicht _.pdf\";"
                        + " filename*=UTF-8''%C3%9Cbersicht%20%E6%97%A5.pdf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a\\u000d\\u000ab", "a\"; filename=evil.exe; x=\"", "a%0d%0ab", "a'b''c", "a\\u2028b"},
            quoteCharacter = '`')
    void neverLeavesTheHeaderField(String given) {
        var disposition = AttachmentName.of(part(unescaped(given))).disposition();

        assertThat(disposition)
                .matches("attachment; filename=\"[A-Za-z0-9 ._()-]+\"; filename\\*=UTF-8''[A-Za-z0-9._%-]+");
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1), 16))));
    }

    private static Part part(String fileName) {
        return new Part(new PartNumber("1.2"), "text/plain", Map.of(), null, fileName, null, "7bit", 9, List.of());
    }
}
