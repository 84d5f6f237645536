package io.lettergate.accounts.clues;

import java.io.IOException;

/** Asks one source. */
public interface Lookup {

    /** Who is asked, as a person may read it. */
    String place(Seek seek);

    /**
     * What it says; nothing where it says nothing.
     *
     * @throws IOException if it cannot be asked, or not be understood
     */
    Clues look(Seek seek) throws IOException;
}
