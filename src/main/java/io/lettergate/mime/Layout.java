package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Where the parts of a message stand in it, so that each can be read alone.
 *
 * @param body where the header ends
 * @param parts those that have no parts, as encoded
 * @param isHeaderOpen whether no empty line parts a header in it from the words behind
 */
public record Layout(Part structure, long body, Map<PartNumber, Extent> parts, boolean isHeaderOpen) {

    public Layout {
        parts = Map.copyOf(parts);
    }

    /** Some octets of a message. */
    public record Extent(long start, long length) {}

    /** Reads a message of any size in constant memory, leniently and within limits of depth and number. */
    public static Layout read(InputStream raw) throws IOException {
        return new LayoutReader(new Lines(raw)).read();
    }
}
