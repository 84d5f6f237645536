package io.lettergate.reading;

/** What a message may bring that has to be fetched before it can be told. */
public enum Extra {
    /** What there is to say of a signature; for that the whole message is read. */
    SEAL,
    /** What became of messages, in a report. */
    OUTCOMES,
    INVITATIONS,
    CARDS,
    /** Messages within it, and what they are about. */
    MESSAGES
}
