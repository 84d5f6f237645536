package io.lettergate.mail;

/** How much a mailbox holds, at the moment it was asked (RFC 9051 §6.3.11). */
public record MailboxStatus(long messages, long unseen, UidValidity uidValidity, long uidNext) {}
