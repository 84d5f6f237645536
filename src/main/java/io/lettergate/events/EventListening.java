package io.lettergate.events;

import java.io.IOException;

/** Who is told what happens. A listener that throws is gone. */
public interface EventListening {

    void happened(Happening happening) throws IOException;

    /** How the account fares, as it was told before this listener came. */
    void stands(Happening state) throws IOException;

    /** What was asked for is too old or unknown: everything has to be read anew, and what comes is after this place. */
    void reset(String position) throws IOException;

    /** Nothing happened for a while. */
    void quiet() throws IOException;

    /** It is over, and nothing more will come. */
    void ended();
}
