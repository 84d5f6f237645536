package io.lettergate.mime;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;

/**
 * Whatever octets come, they are read. In the suite the seeds are tried; with JAZZER_FUZZ=1 new ones are looked for, one
 * minute for each test.
 */
class StructureFuzzTests {

    @FuzzTest(maxDuration = "60s")
    @DisplayName("R53 no octets keep the reader of structures from its end")
    void readsAnything(byte[] octets) throws IOException {
        var layout = Layout.read(new ByteArrayInputStream(octets));
        MessageHeader.read(octets);
        Bodies.of(layout.structure());
        for (var part : layout.structure().walk().filter(Part::isText).toList()) {
            var extent = part.number() == null ? null : layout.parts().get(part.number());
            if (extent != null) {
                if (extent.start() < 0 || extent.start() + extent.length() > octets.length) {
                    throw new IllegalStateException("A part lies outside of its message");
                }
                var content =
                        Arrays.copyOfRange(octets, (int) extent.start(), (int) (extent.start() + extent.length()));
                Preview.of(UuencodedText.of(PartReader.text(part, content)).words(), part.is("text/html"));
            }
        }
    }

    @FuzzTest(maxDuration = "60s")
    @DisplayName("R53 no octets keep the reader of winmail.dat from its end")
    void unpacksAnything(byte[] octets) throws IOException {
        var part = new Part(null, "application/ms-tnef", Map.of(), null, null, null, "7bit", octets.length, List.of());
        PackedMail.unpack(part, () -> new ByteArrayInputStream(octets), new ByteArrayOutputStream());
    }
}
