package io.lettergate.imap;

import java.io.Serial;

/** A server said something that is not IMAP. */
class UnreadableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnreadableException(String what) {
        super(what);
    }
}
