package io.lettergate.mailbox;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailboxName;

/**
 * Somebody removed mail for good.
 *
 * @param mailbox where it was
 * @param messages how many, as far as that is known
 */
public record GoneForGood(AccountId account, What what, MailboxName mailbox, long messages) {

    /** What is gone. */
    public enum What {
        MESSAGES,
        /** The mailbox itself, with all that was in it. */
        MAILBOX,
        ALL_IN_MAILBOX
    }
}
