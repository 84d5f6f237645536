package io.lettergate.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTests {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            +OK, true, -, ''
            +ok done, true, -, done
            -ERR no, false, -, no
            -ERR [IN-USE] busy, false, IN_USE, busy
            -ERR [in-use] busy, false, IN_USE, busy
            -ERR[LOGIN-DELAY]wait, false, LOGIN_DELAY, wait
            -ERR [SYS/TEMP] later, false, SYS_TEMP, later
            -ERR [SYS/PERM] never, false, SYS_PERM, never
            -ERR [AUTH] wrong, false, AUTH, wrong
            -ERR [UTF8] no, false, UTF8, no
            -ERR [SYS/NEW] what, false, OTHER, what
            -ERR not [AUTH], false, -, not [AUTH]
            """)
    void readsAnswersAndTheirCodes(String line, boolean ok, Code code, String words) {
        assertThat(Reply.of(line)).contains(new Reply(ok, code, words));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "+ eyJzdGF0dXMiOiI0MDAifQ==", "OK", "ERR", "* OK"})
    void takesNothingElseForAnAnswer(String line) {
        assertThat(Reply.of(line)).isEqualTo(Optional.empty());
    }

    @Test
    void showsWordsWithoutControlsAndNotWithoutEnd() {
        var line = "-ERR \u001b[31mred\u0007 " + "x".repeat(5000);

        var words = Reply.of(line).orElseThrow().words();

        assertThat(words).startsWith(" [31mred ").hasSize(400);
    }

    @Test
    void readsWordsAsUtf8() {
        var octets = "-ERR Passwort ungültig".getBytes(StandardCharsets.UTF_8);

        assertThat(Reply.of(new String(octets, StandardCharsets.ISO_8859_1)))
                .contains(new Reply(false, null, "Passwort ungültig"));
    }
}
