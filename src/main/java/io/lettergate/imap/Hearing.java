package io.lettergate.imap;

import io.lettergate.accounts.AccountId;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.spi.MailChange;
import java.util.List;

/**
 * Brings what is remembered of an account up to what its watch hears, before anybody else is told: a message that is
 * opened from memory shows the flags that the watch heard last, and one that left is not opened from memory.
 */
record Hearing(RowCache cache, AccountId account) {

    void hear(InboxSync.Outcome found, List<MailChange> changes) {
        if (found.heard().isDoubtful()) {
            cache.doubt(account, MailboxName.INBOX);
        }
        cache.flagsTold(
                account,
                MailboxName.INBOX,
                found.state().uidValidity(),
                found.heard().marks());
        changes.forEach(this::hear);
    }

    private void hear(MailChange change) {
        switch (change) {
            case MailChange.MessagesRemoved removed -> cache.removed(account, removed.messages());
            case MailChange.MailboxRemoved removed -> cache.removed(account, removed.mailbox());
            case MailChange.MailboxReset reset -> cache.doubt(account, reset.mailbox());
            case MailChange.MailboxChanged changed -> heardOfCounts(changed.mailbox());
            case MailChange.MessagesArrived arrived -> {}
            case MailChange.MessagesFlagged flagged -> {}
            case MailChange.MailboxCreated created -> {}
            case MailChange.WatchBegan began -> {}
            case MailChange.WatchBroke broke -> {}
            case MailChange.SignInRequired required -> {}
        }
    }

    /** Of other mailboxes than the inbox only their counts are heard, and not what made them change. */
    private void heardOfCounts(MailboxName mailbox) {
        if (!mailbox.equals(MailboxName.INBOX)) {
            cache.doubt(account, mailbox);
        }
    }
}
