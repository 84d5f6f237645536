package io.lettergate.api.messages;

import io.lettergate.accounts.Account;
import io.lettergate.answering.ListExit;
import io.lettergate.answering.ListLeaving;
import io.lettergate.answering.Receipts;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Message;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.OpaqueId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what messages want of their reader. What lies in Junk has no wishes. */
@Component
class Wishes {

    private final Receipts receipts;
    private final ListLeaving leaving;
    private final Mailboxes mailboxes;

    Wishes(Receipts receipts, ListLeaving leaving, Mailboxes mailboxes) {
        this.receipts = receipts;
        this.leaving = leaving;
        this.mailboxes = mailboxes;
    }

    WishesAnswer of(Account owner, Message message) {
        return new WishesAnswer(
                receiptTo(owner, message).orElse(null),
                exit(owner, message).map(WishesAnswer.ExitAnswer::of).orElse(null));
    }

    Optional<String> receiptTo(Account owner, Message message) {
        return receipts.wanted(owner, message).filter(there -> !isJunk(owner, message));
    }

    Optional<ListExit> exit(Account owner, Message message) {
        return leaving.exit(message).filter(there -> !isJunk(owner, message));
    }

    private boolean isJunk(Account owner, Message message) {
        var mailbox = OpaqueId.of(message.summary().ref().mailbox());
        return mailboxes.require(owner, mailbox.value()).is(MailboxRole.JUNK);
    }
}
