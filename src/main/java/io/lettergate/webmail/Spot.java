package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;

/** The mailbox that a page shows: others of the same name are in other accounts. */
record Spot(AccountId account, MailboxName mailbox) {

    static Spot of(Account account, Mailbox mailbox) {
        return new Spot(account.id(), mailbox.name());
    }

    boolean is(Account owner, Mailbox other) {
        return account.equals(owner.id()) && mailbox.equals(other.name());
    }
}
