package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Goes through whole mailboxes, however large, without reading the mail in them: how old it is, and how large. Whoever
 * has no person waiting does that in {@link Background}.
 */
@Service
public class Inventory {

    /** How many messages are weighed in one go, which is how long it keeps a session. */
    public static final int LOT = 2_000;

    private final Connectors connectors;

    Inventory(Connectors connectors) {
        this.connectors = connectors;
    }

    /** The messages received in these days, oldest UID first. */
    public List<MessageRef> received(Account account, MailboxName mailbox, Aged aged) {
        return connectors.inSession(account, session -> session.received(mailbox, aged));
    }

    /** Those of some messages of one mailbox that are still there. */
    public List<MessageRef> present(Account account, List<MessageRef> messages) {
        return connectors.inSession(account, session -> session.present(messages));
    }

    /**
     * One lot of a mailbox, oldest first.
     *
     * @param first the number of the first message in the mailbox, from 1
     * @return up to {@link #LOT} messages; none behind the last
     */
    public List<Weight> weigh(Account account, MailboxName mailbox, long first) {
        return connectors.inSession(account, session -> session.weigh(mailbox, first, LOT));
    }
}
