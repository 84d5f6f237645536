package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** What can be done with the messages of an account. */
@Service
public class Messages {

    private static final int MOST_OF_ONE_ID = 100;

    private final Connectors connectors;
    private final Mailboxes mailboxes;
    private final Opening opening;
    private final UnfinishedMoves moves;
    private final Depositing depositing;
    private final ApplicationEventPublisher events;

    Messages(
            Connectors connectors,
            Mailboxes mailboxes,
            Opening opening,
            UnfinishedMoves moves,
            Depositing depositing,
            ApplicationEventPublisher events) {
        this.connectors = connectors;
        this.mailboxes = mailboxes;
        this.opening = opening;
        this.moves = moves;
        this.depositing = depositing;
        this.events = events;
    }

    /**
     * A page of a mailbox.
     *
     * @throws MailFailure.MailboxReset if the cursor is from an earlier life of the mailbox
     */
    public MessagePage list(Account account, Mailbox mailbox, MessageQuery query) {
        return known(
                account,
                () -> connectors.inSession(
                        account, mailbox.name(), session -> session.messages(mailbox.name(), query)));
    }

    /**
     * A page of a mailbox, or nothing where it is still as the caller knows it.
     *
     * @throws MailFailure.MailboxReset if the cursor is from an earlier life of the mailbox
     */
    public Optional<MessagePage> listUnless(
            Account account, Mailbox mailbox, MessageQuery query, Predicate<ListVersion> known) {
        return known(
                account,
                () -> connectors.inSession(
                        account, mailbox.name(), session -> session.messages(mailbox.name(), query, known)));
    }

    /** The row of a message, with its flags as they are now. */
    public MessageSummary summary(Account account, MessageRef message) {
        return connectors.inSession(account, message.mailbox(), session -> session.summary(message));
    }

    /**
     * Where the message with this id is, or was: its mailbox exists.
     *
     * @throws MailFailure.NoSuchMessage if the id is none that this account can have
     */
    public MessageRef locate(Account account, String id) {
        var wanted = new OpaqueId(id);
        if (!wanted.isMessage()) {
            throw new MailFailure.NoSuchMessage();
        }
        try {
            return wanted.in(
                    mailboxes.require(account, wanted.mailbox().value()).name());
        } catch (MailFailure.NoSuchMailbox | IllegalArgumentException unknown) {
            throw new MailFailure.NoSuchMessage();
        }
    }

    /** Opens a message for reading, without marking it as read. */
    public Message open(Account account, MessageRef message) {
        return opening.open(account, message);
    }

    /**
     * Opens a message that is a part of another, or is packed in one as winmail.dat. Its parts are numbered as parts of
     * the outer message, as in "2.1".
     *
     * @throws MailFailure.NoSuchPart if the part is none
     */
    public Message inside(Account account, MessageRef message, PartNumber part) {
        return opening.inside(account, message, part);
    }

    /**
     * Opens the message, or the one within it, that a part belongs to.
     *
     * @throws MailFailure.NoSuchPart if there is none with this number
     */
    public Message holding(Account account, MessageRef message, PartNumber part) {
        return opening.holding(account, message, part);
    }

    /** The message as it came, octet by octet. */
    public Content raw(Account account, MessageRef message) {
        return opening.raw(account, message);
    }

    /**
     * What a part holds, decoded.
     *
     * @throws MailFailure.NoSuchPart if the message has none with this number
     */
    public PartContent part(Account account, MessageRef message, PartNumber number) {
        return opening.part(account, message, number);
    }

    /** Sets and clears flags. What is gone by now is passed over. */
    public void flag(Account account, List<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        connectors.during(account, session -> session.flag(messages, set, clear));
    }

    /**
     * Sets and clears flags of a message that is still as the caller has seen it; the server decides, where it counts
     * changes (RFC 7162 §3.1.3).
     *
     * @throws MailFailure.Changed if it is not
     */
    public void flagUnchanged(Account account, MessageSummary seen, Set<Flag> set, Set<Flag> clear) {
        var flagged = connectors.inSession(
                account, seen.ref().mailbox(), session -> session.flag(List.of(seen.ref()), set, clear, seen.modSeq()));
        if (!flagged.changed().isEmpty()) {
            throw new MailFailure.Changed();
        }
    }

    /** Moves messages; what already is in the destination stays there. */
    public List<Moved> move(Account account, List<MessageRef> messages, Mailbox destination) {
        var elsewhere = messages.stream().filter(inside(destination).negate()).toList();
        if (elsewhere.isEmpty()) {
            return List.of();
        }
        try (var watch = moves.watch(account)) {
            return known(
                    account,
                    () -> connectors.inSession(account, session -> session.move(elsewhere, destination.name(), watch)));
        }
    }

    /** Copies messages, and says for each that was copied where its copy is, if the server tells. */
    public List<Moved> copy(Account account, List<MessageRef> messages, Mailbox destination) {
        return known(
                account, () -> connectors.inSession(account, session -> session.copy(messages, destination.name())));
    }

    /**
     * Files a message that was not here before, whatever its size; says where it is, if the server does.
     *
     * @param receivedAt absent for now
     */
    public Optional<MessageRef> file(
            Account account, Mailbox mailbox, InputStream content, Set<Flag> flags, @Nullable Instant receivedAt) {
        return known(account, () -> depositing.file(account, mailbox.name(), content, flags, receivedAt));
    }

    /** The newest message of a mailbox with this Message-ID, with or without its angle brackets. */
    public Optional<MessageRef> find(Account account, Mailbox mailbox, String messageId) {
        return known(
                account,
                () -> connectors.inSession(
                        account, mailbox.name(), session -> session.find(mailbox.name(), messageId, 1)));
    }

    /** A mailbox that turns out to be gone is asked for anew the next time. */
    private <T> T known(Account account, Supplier<T> work) {
        try {
            return work.get();
        } catch (MailFailure.NoSuchMailbox gone) {
            mailboxes.forget(account);
            throw gone;
        }
    }

    /**
     * Moves messages to Trash; what already is there is removed for good.
     *
     * @throws MailFailure.NoSuchMailbox if the account has no Trash
     */
    public List<Moved> discard(Account account, List<MessageRef> messages) {
        var trash = mailboxes
                .withRole(account, MailboxRole.TRASH)
                .orElseThrow(() -> new MailFailure.NoSuchMailbox(MailboxRole.TRASH));
        var there = messages.stream().filter(inside(trash)).toList();
        var elsewhere = messages.stream().filter(inside(trash).negate()).toList();
        if (!there.isEmpty()) {
            delete(account, there);
        }
        return move(account, elsewhere, trash);
    }

    /** Removes messages for good; says which were there. */
    public List<MessageRef> delete(Account account, List<MessageRef> messages) {
        var gone = connectors.inSession(account, session -> session.delete(messages));
        gone.stream()
                .collect(Collectors.groupingBy(MessageRef::mailbox, Collectors.counting()))
                .forEach((mailbox, count) ->
                        events.publishEvent(new GoneForGood(account.id(), GoneForGood.What.MESSAGES, mailbox, count)));
        return gone;
    }

    /** Removes earlier forms of a message that is here in a newer one, so that nothing of it is gone; says which were there. */
    public List<MessageRef> supersede(Account account, List<MessageRef> earlier) {
        return earlier.isEmpty() ? List.of() : connectors.inSession(account, session -> session.delete(earlier));
    }

    /** The messages of a mailbox with this Message-ID, without its brackets, oldest first. */
    public List<MessageRef> withId(Account account, Mailbox mailbox, String messageId) {
        return connectors
                .inSession(account, session -> session.related(mailbox.name(), Set.of(messageId), MOST_OF_ONE_ID))
                .stream()
                .filter(row -> messageId.equals(row.envelope().messageId()))
                .map(MessageSummary::ref)
                .toList();
    }

    private static Predicate<MessageRef> inside(Mailbox mailbox) {
        return message -> message.mailbox().equals(mailbox.name());
    }

    /**
     * Octets to be read once, fetched as they are read. Close the stream: it keeps room on disk.
     *
     * @param size how many there are; absent where nobody knows, as servers are wrong about it
     */
    public record Content(@Nullable Long size, InputStream stream) {}

    /**
     * What a part holds, decoded, to be read once like {@link Content}.
     *
     * @param size how many octets there will be; absent where nobody knows
     */
    public record PartContent(Part part, @Nullable Long size, InputStream stream) {}
}
