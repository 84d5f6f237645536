package io.lettergate.collecting;

/** What was done with a message that a server listed. */
enum RowState {
    /** It was seen, and there is no copy yet; while it is on its way nothing is written, so that a crash leaves no trace. */
    NEW,
    /** Our copy is stored. */
    STORED,
    /** It is too large to be collected unasked. */
    STUB,
    /** It was there before, and the person did not want it. */
    IGNORED,
    /** It could not be collected, several times. */
    QUARANTINED,
    /** The server was told to remove it; whether it did, the next whole listing shows. */
    DELE_SENT,
    /** It is no longer there. */
    GONE
}
