package io.lettergate.mail;

import org.jspecify.annotations.Nullable;

/**
 * How much a mailbox holds, at the moment it was asked (RFC 9051 §6.3.11).
 *
 * @param highestModSeq the version of the whole mailbox; absent where the server has none (RFC 7162 §3.1.2.1)
 */
public record MailboxStatus(
        long messages,
        long unseen,
        UidValidity uidValidity,
        long uidNext,
        @Nullable ModSeq highestModSeq) {}
