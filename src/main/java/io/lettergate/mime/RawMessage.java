package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message parsed by ourselves, for servers whose own idea of its structure cannot be used. */
public final class RawMessage {

    private static final int LARGEST = 64 * 1024 * 1024;

    private final byte[] header;
    private final Part structure;
    private final Map<PartNumber, byte[]> leaves;

    private RawMessage(byte[] header, Part structure, Map<PartNumber, byte[]> leaves) {
        this.header = header;
        this.structure = structure;
        this.leaves = Map.copyOf(leaves);
    }

    /** Reads leniently and within limits; what lies beyond a limit is left out. */
    public static RawMessage read(InputStream raw) throws IOException {
        var octets = raw.readNBytes(LARGEST);
        int body = startOfBody(octets);
        var reader = new StructureReader();
        var structure = reader.read(octets);
        return structure == null
                ? textOnly(octets, body)
                : new RawMessage(Arrays.copyOf(octets, body), structure, reader.leaves());
    }

    public Part structure() {
        return structure;
    }

    public byte[] header() {
        return header.clone();
    }

    /** The octets of a part as encoded, or nothing where there is no such part. */
    public byte @Nullable [] octets(PartNumber part) {
        var octets = leaves.get(part);
        return octets == null ? null : octets.clone();
    }

    private static RawMessage textOnly(byte[] octets, int body) {
        var text = Arrays.copyOfRange(octets, body, octets.length);
        var number = new PartNumber("1");
        var part = new Part(number, "text/plain", Map.of(), null, null, null, "8bit", text.length, List.of());
        return new RawMessage(Arrays.copyOf(octets, body), part, Map.of(number, text));
    }

    private static int startOfBody(byte[] octets) {
        int lineStart = 0;
        for (int i = 0; i < octets.length; i++) {
            if (octets[i] == '\n') {
                int length = i - lineStart;
                if (length == 0 || (length == 1 && octets[lineStart] == '\r')) {
                    return i + 1;
                }
                lineStart = i + 1;
            }
        }
        return octets.length;
    }
}
