package io.lettergate.accounts;

import java.io.Serial;

/** Somebody wants to link an address that they have here already. */
public class AlreadyLinked extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    AlreadyLinked(String address) {
        super("You have " + address + " here already.");
    }
}
