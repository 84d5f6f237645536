package io.lettergate.imap;

import java.io.IOException;
import java.io.Serial;

/** The server ended the connection by a BYE (RFC 9051 §7.1.5). */
class ByeException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String words;

    ByeException(String words) {
        super("BYE " + words);
        this.words = words;
    }

    String words() {
        return words;
    }
}
