package io.lettergate.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/** Whatever octets are called winmail.dat, they are read. The suite tries the seeds; more are looked for by hand. */
class PackedMailFuzzTests {

    @FuzzTest(maxDuration = "30s")
    @DisplayName("R53 no octets keep the reader of winmail.dat from its end")
    void unpacksAnything(byte[] octets) throws IOException {
        var part = new Part(null, "application/ms-tnef", Map.of(), null, null, null, "7bit", octets.length, List.of());
        PackedMail.unpack(part, () -> new ByteArrayInputStream(octets), new ByteArrayOutputStream());
    }
}
