package io.lettergate.mailbox.spi;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import java.util.List;

/** Something that happened to the mail of an account, as a watch found it. */
public sealed interface MailChange {

    /** Messages came into a mailbox. */
    record MessagesArrived(MailboxName mailbox, List<MessageRef> messages) implements MailChange {

        public MessagesArrived {
            messages = List.copyOf(messages);
        }
    }

    /** Flags of messages were set or cleared. */
    record MessagesFlagged(MailboxName mailbox, List<MessageRef> messages) implements MailChange {

        public MessagesFlagged {
            messages = List.copyOf(messages);
        }
    }

    /** Messages left a mailbox. */
    record MessagesRemoved(MailboxName mailbox, List<MessageRef> messages) implements MailChange {

        public MessagesRemoved {
            messages = List.copyOf(messages);
        }
    }

    /**
     * A mailbox holds something else than before.
     *
     * @param total how many messages it has now
     * @param unread how many of them are unread
     */
    record MailboxChanged(MailboxName mailbox, long total, long unread) implements MailChange {}

    /** A mailbox was made. */
    record MailboxCreated(MailboxName mailbox) implements MailChange {}

    /** A mailbox is no longer there. */
    record MailboxRemoved(MailboxName mailbox) implements MailChange {}

    /** Whatever was known of the messages of a mailbox is void: it has to be read anew. */
    record MailboxReset(MailboxName mailbox) implements MailChange {}

    /** The account is watched: what happens from now on is told as it happens. */
    record WatchBegan() implements MailChange {}

    /** The mail server cannot be reached now; the watch tries again by itself. */
    record WatchBroke() implements MailChange {}

    /** The mail server refuses the password, or none is known; only the person can help. */
    record SignInRequired() implements MailChange {}
}
