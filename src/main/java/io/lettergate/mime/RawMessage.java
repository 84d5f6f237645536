package io.lettergate.mime;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A message parsed by ourselves, for servers whose own idea of its structure cannot be used. */
public final class RawMessage {

    private RawMessage() {}

    /** Reads leniently and within limits; what lies beyond a limit is left out. */
    public static RawMessage read(InputStream raw) throws IOException {
        throw new UnsupportedOperationException();
    }

    public Part structure() {
        throw new UnsupportedOperationException();
    }

    public byte[] header() {
        throw new UnsupportedOperationException();
    }

    /** The octets of a part as encoded, or nothing where there is no such part. */
    public byte @Nullable [] octets(PartNumber part) {
        throw new UnsupportedOperationException();
    }
}
