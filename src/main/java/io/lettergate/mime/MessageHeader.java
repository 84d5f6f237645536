package io.lettergate.mime;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.Header;
import java.util.List;

/** The header of a message, read leniently: what cannot be understood is left out, never an error (RFC 5322 §3.6). */
public record MessageHeader(List<Header> fields, Envelope envelope) {

    /**
     * Reads all fields there are.
     *
     * @param octets the header as it stands in the message, with or without the empty line after it
     */
    public static MessageHeader read(byte[] octets) {
        throw new UnsupportedOperationException();
    }
}
