package io.lettergate.mime;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;

/**
 * Whatever octets come, they are read as a message, within bounds. The suite tries the seeds, and then looks for others
 * for half a minute; CONTRIBUTING.md says how to look for longer.
 */
class StructureFuzzTests {

    private static final int MOST_PARTS = 2_002;
    private static final int DEEPEST = 60;

    /** No decoding of ours makes more of an octet: one of a charset is four at most, and a part can hold parts. */
    private static final long LARGEST_GROWTH = 8;

    @DictionaryFile(resourcePath = "/io/lettergate/mime/message.dict")
    @FuzzTest(maxDuration = "30s")
    @DisplayName("R53 no octets keep the reader of structures from its end")
    void readsAnything(byte[] octets) throws IOException {
        var layout = Layout.read(new ByteArrayInputStream(octets));

        MessageHeader.read(octets);
        Bodies.of(layout.structure());
        bound("parts", layout.structure().walk().count(), MOST_PARTS);
        bound("levels", depth(layout.structure()), DEEPEST);
        for (var part : layout.structure().walk().filter(Part::isText).toList()) {
            var extent = part.number() == null ? null : layout.parts().get(part.number());
            if (extent != null) {
                words(part, extent, octets);
            }
        }
    }

    private static void words(Part part, Layout.Extent extent, byte[] octets) {
        if (extent.start() < 0 || extent.start() + extent.length() > octets.length) {
            throw new IllegalStateException("A part lies outside of its message");
        }
        var content = Arrays.copyOfRange(octets, (int) extent.start(), (int) (extent.start() + extent.length()));
        var words = UuencodedText.of(PartReader.text(part, content)).words();
        bound("letters", words.length(), LARGEST_GROWTH * (content.length + 16));
        Preview.of(words, part.is("text/html"));
    }

    private static void bound(String what, long count, long most) {
        if (count > most) {
            throw new IllegalStateException(count + " " + what + " where " + most + " is the most");
        }
    }

    private static int depth(Part part) {
        return 1
                + part.children().stream()
                        .mapToInt(StructureFuzzTests::depth)
                        .max()
                        .orElse(0);
    }
}
