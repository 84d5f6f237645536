package io.lettergate.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTests {

    @Test
    void joinsPiecesAndDecodesTheirCharset() {
        var raw = Map.of("FileName*0*", "iso-8859-1'en'caf%E9", "filename*1", "-menu", "filename*2*", "%20%E9.pdf");

        assertThat(Parameters.decode(raw)).isEqualTo(Map.of("filename", "café-menu é.pdf"));
    }

    @Test
    void prefersTheExtendedValue() {
        var raw = Map.of("filename", "cafe.pdf", "filename*", "UTF-8''caf%C3%A9.pdf");

        assertThat(Parameters.decode(raw)).isEqualTo(Map.of("filename", "café.pdf"));
    }

    @Test
    void decodesWordsAndOctetsThatDoNotBelongThere() {
        var octets = new String("café".getBytes(UTF_8), ISO_8859_1);

        assertThat(Parameters.fileName(Map.of("filename", "=?utf-8?B?Y2Fmw6k=?="), Map.of()))
                .isEqualTo("café");
        assertThat(Parameters.fileName(Map.of("filename", octets), Map.of())).isEqualTo("café");
        assertThat(Parameters.fileName(Map.of("filename", "café €"), Map.of())).isEqualTo("café €");
    }

    @Test
    void takesTheNameFromTheContentTypeWhereTheDispositionHasNone() {
        assertThat(Parameters.fileName(Map.of("filename", " "), Map.of("NAME", "a.txt")))
                .isEqualTo("a.txt");
        assertThat(Parameters.fileName(Map.of(), Map.of())).isNull();
    }

    @Test
    void stripsAndShortensFileNames() {
        assertThat(Parameters.fileName(Map.of("filename", "a.pdf" + "\u2800".repeat(40) + ".exe"), Map.of()))
                .isEqualTo("a.pdf .exe");
        assertThat(Parameters.fileName(Map.of("filename", "a\u202Egpj.\r\nexe"), Map.of()))
                .isEqualTo("agpj. exe");
        assertThat(Parameters.fileName(Map.of("filename", "x".repeat(1_000)), Map.of()))
                .hasSize(255);
    }
}
