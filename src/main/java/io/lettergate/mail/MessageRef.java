package io.lettergate.mail;

/** Where a message is: it names one message for ever, or none (RFC 9051 §2.3.1.1). */
public record MessageRef(MailboxName mailbox, UidValidity uidValidity, Uid uid) {}
