package io.lettergate.net;

import java.io.IOException;
import java.io.Serial;

/** A server sent more than anybody asked for. */
public class OutOfBoundsException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    OutOfBoundsException(String what) {
        super("it sent " + what);
    }
}
