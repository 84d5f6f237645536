package io.lettergate.mail;

/** How a mail server is read. */
public enum Protocol {
    IMAP,
    POP3
}
