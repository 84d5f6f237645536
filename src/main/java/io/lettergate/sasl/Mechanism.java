package io.lettergate.sasl;

import org.jspecify.annotations.Nullable;

/** One way to prove who somebody is (RFC 4422), spoken once. */
public interface Mechanism {

    /** Its name, as servers list it. */
    String name();

    /** What is said first; nothing where the server has to speak first. */
    byte @Nullable [] first();

    /**
     * Answers what the server says.
     *
     * @throws DistrustException if the server is not to be trusted with anything more
     */
    byte[] answer(byte[] challenge) throws DistrustException;

    /**
     * Looks whether the server, which has agreed, proved all it has to.
     *
     * @throws DistrustException if it did not
     */
    default void end() throws DistrustException {}

    /** What the server said about a failure in between; empty for most mechanisms. */
    default String complaint() {
        return "";
    }
}
