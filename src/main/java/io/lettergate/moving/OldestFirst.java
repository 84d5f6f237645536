package io.lettergate.moving;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Sort;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Goes through a whole mailbox in the order in which mail arrived, one page at a time. */
@Component
class OldestFirst {

    private static final Sort OLDEST_FIRST = new Sort(Sort.Key.RECEIVED, false);

    private final Messages messages;

    OldestFirst(Messages messages) {
        this.messages = messages;
    }

    /** All rows, the oldest first; what arrives meanwhile comes too. */
    void each(Account account, Mailbox mailbox, Consumer<List<MessageSummary>> work) {
        from(account, mailbox, null, work);
    }

    /** The rows behind a UID. */
    void after(Account account, Mailbox mailbox, UidValidity life, Uid uid, Consumer<List<MessageSummary>> work) {
        from(account, mailbox, new Cursor(Cursor.Direction.OLDER, life, uid), work);
    }

    private void from(Account account, Mailbox mailbox, @Nullable Cursor start, Consumer<List<MessageSummary>> work) {
        var cursor = start;
        do {
            MessagePage page = messages.list(
                    account, mailbox, new MessageQuery(MessageQuery.MOST, cursor, Set.of(), null, OLDEST_FIRST));
            if (!page.messages().isEmpty()) {
                work.accept(page.messages());
            }
            cursor = page.older();
        } while (cursor != null);
    }
}
