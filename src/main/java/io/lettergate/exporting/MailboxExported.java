package io.lettergate.exporting;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;

/** Somebody takes a mailbox along, written to them as it is read. */
public record MailboxExported(AccountId account, MailboxName mailbox) {}
