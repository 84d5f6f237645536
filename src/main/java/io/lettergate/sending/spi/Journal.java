package io.lettergate.sending.spi;

import java.util.List;

/** Writes down how far a message is, on disk before it goes on. Throws where it must not go on. */
public interface Journal {

    void reached(Phase phase);

    /**
     * The dot is about to be sent.
     *
     * @param verdicts of all recipients: those that the server takes the message for are accepted, if it takes the message
     */
    void dotFollows(List<Verdict> verdicts);
}
