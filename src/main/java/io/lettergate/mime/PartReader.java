package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.io.InputStream;

/** Decodes what a part holds; broken encodings give what can be had of them (RFC 2045 §6). */
public final class PartReader {

    private PartReader() {}

    /** The octets behind the transfer encoding, streamed. */
    public static InputStream decoded(Part part, InputStream encoded) {
        throw new UnsupportedOperationException();
    }

    /** The words of a text part, in whatever charset it says, or is guessed to be in. */
    public static String text(Part part, byte[] encoded) {
        throw new UnsupportedOperationException();
    }
}
