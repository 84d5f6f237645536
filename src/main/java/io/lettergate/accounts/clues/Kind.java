package io.lettergate.accounts.clues;

/** What a mail server is for. */
public enum Kind {
    IMAP,
    POP3,
    /** Handing in mail (RFC 6409). */
    SUBMISSION
}
