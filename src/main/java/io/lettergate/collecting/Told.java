package io.lettergate.collecting;

/** How the person was told that a message will leave its server. */
enum Told {
    NOT,
    /** By the letter before the first day. */
    IN_LETTER,
    /** In a plan that they confirmed. */
    IN_PLAN
}
