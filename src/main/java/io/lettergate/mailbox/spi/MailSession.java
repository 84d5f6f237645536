package io.lettergate.mailbox.spi;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Grant;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.Flagged;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.Weight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The mail of one account, for one thread, while it is borrowed. Every method throws
 * {@link io.lettergate.mail.MailFailure}; what one message lacks never fails the others.
 */
public interface MailSession {

    /** All mailboxes in the server's order, with their roles and counts. */
    List<Mailbox> mailboxes();

    MailboxStatus status(MailboxName mailbox);

    /** A page of rows, newest first. Its cost does not grow with the mailbox. */
    default MessagePage messages(MailboxName mailbox, MessageQuery query) {
        return messages(mailbox, query, version -> false).orElseThrow();
    }

    /**
     * A page of rows, or nothing where it is still what the caller knows.
     *
     * @param known whether the caller has the page of this version
     */
    Optional<MessagePage> messages(MailboxName mailbox, MessageQuery query, Predicate<ListVersion> known);

    /** The row of a message, with its flags as they are now. */
    MessageSummary summary(MessageRef message);

    /** One message without its text: row, header and structure. Does not mark it as read. */
    FetchedMessage message(MessageRef message);

    /**
     * The first octets of some parts, as encoded, in one round trip.
     *
     * @return what there was; a part the server does not have is missing
     */
    Map<PartNumber, byte[]> parts(MessageRef message, List<PartNumber> parts, int limit);

    /**
     * Fetches octets of a message and hands them on as they arrive, keeping none. At offset 0 a section that the server
     * cannot decode comes as encoded.
     *
     * @return what arrived
     */
    Poured pour(Section section, Stretch stretch, OctetSink sink);

    /** Whether a section has just so many octets: the last of them is there, and none behind it. */
    boolean endsAt(Section section, long size);

    /**
     * Sets and clears flags; a message that is gone is passed over.
     *
     * @throws io.lettergate.mail.MailFailure.MessageGone if all are gone
     */
    default Flagged flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        return flag(messages, set, clear, null);
    }

    /**
     * As {@link #flag(List, Set, Set)}.
     *
     * @param unlessChangedSince messages with a higher version stay as they are; absent to mark all
     */
    Flagged flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear, @Nullable ModSeq unlessChangedSince);

    /** Those of the messages that are still there. */
    List<MessageRef> present(List<MessageRef> messages);

    /** Moves messages, and says for each that was moved where it went, if the server tells. */
    default List<Moved> move(List<MessageRef> messages, MailboxName destination) {
        return move(messages, destination, MoveWitness.NONE);
    }

    /**
     * As {@link #move(List, MailboxName)}.
     *
     * @param witness is told of each step, where the server needs more than one
     */
    List<Moved> move(List<MessageRef> messages, MailboxName destination, MoveWitness witness);

    /** Copies messages, and says for each that was copied where its copy is, if the server tells. */
    List<Moved> copy(List<MessageRef> messages, MailboxName destination);

    /** Removes messages for good, and no others; says which were there. */
    List<MessageRef> delete(List<MessageRef> messages);

    /** Files a message, and says where it is, if the server does. */
    @Nullable
    MessageRef append(MailboxName mailbox, NewMessage message);

    /** The newest message with this Message-ID, with or without its angle brackets, among those from a UID on. */
    Optional<MessageRef> find(MailboxName mailbox, String messageId, long fromUid);

    /**
     * The messages of a mailbox that have one of these Message-IDs, or say that they answer one, oldest first.
     *
     * @param most how many are given at most, and then the newest
     */
    List<MessageSummary> related(MailboxName mailbox, Set<String> messageIds, int most);

    /** What the names of the reader's own mailboxes begin with, at the top; empty on most servers. */
    String prefix();

    /** Makes a mailbox; the server is told its role if it takes one. */
    void create(MailboxName mailbox, @Nullable MailboxRole role);

    /** Renames a mailbox with all below it. */
    void rename(MailboxName from, MailboxName to);

    /** Removes a mailbox with its messages. */
    void remove(MailboxName mailbox);

    /** Removes all messages that are in a mailbox now; says how many. */
    long empty(MailboxName mailbox);

    void subscribe(MailboxName mailbox, boolean subscribed);

    /** What the reader may do with a mailbox. */
    Set<MailboxRight> rights(MailboxName mailbox);

    /** What everybody may do with a mailbox. */
    List<Grant> grants(MailboxName mailbox);

    /** Gives exactly these rights. */
    void grant(MailboxName mailbox, Grant grant);

    /** Takes all rights away. */
    void revoke(MailboxName mailbox, String who);

    /** The bounds that a mailbox shares; none where there are none. */
    List<Quota> quotas(MailboxName mailbox);

    Set<Feature> features();

    /** The messages received in some days, lowest UID first; the server's calendar counts. */
    List<MessageRef> received(MailboxName mailbox, Aged aged);

    /**
     * How large messages are, oldest first.
     *
     * @param first the number of the first in the mailbox, from 1
     * @return at most so many; none behind the last
     */
    List<Weight> weigh(MailboxName mailbox, long first, int count);
}
