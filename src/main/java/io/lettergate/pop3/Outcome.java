package io.lettergate.pop3;

/** How a look into a mailbox ended. */
enum Outcome {
    /** There may be more at once. */
    MORE,
    /** There is nothing more for now, or it failed. */
    OVER
}
