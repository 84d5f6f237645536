package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Whereabouts;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Namespace;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Sharing;
import io.lettergate.reading.Reading;
import io.lettergate.webmail.answers.Asking;
import io.lettergate.webmail.answers.Asks;
import io.lettergate.webmail.content.Glasses;
import io.lettergate.webmail.content.MessageBodies;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Gathers what the three panes show. */
@Component
class Desk {

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final MessageBodies bodies;
    private final FolderNames names;
    private final Sharing sharing;
    private final Shelves shelves;
    private final Collecting collecting;
    private final Asking asking;
    private final Reading reading;

    Desk(
            Mailboxes mailboxes,
            Messages messages,
            MessageBodies bodies,
            FolderNames names,
            Sharing sharing,
            Shelves shelves,
            Collecting collecting,
            Asking asking,
            Reading reading) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.bodies = bodies;
        this.names = names;
        this.sharing = sharing;
        this.shelves = shelves;
        this.collecting = collecting;
        this.asking = asking;
        this.reading = reading;
    }

    Mailbox mailbox(Account account, Place place) {
        return mailboxes.require(account, place.mailbox());
    }

    /** All accounts with their mailboxes and fresh counts. */
    List<Shelf> shelves(SignedIn reader, @Nullable Spot current, Almanac almanac) {
        return shelves.of(reader, current, almanac);
    }

    /** Whether nothing may be changed in the mailbox; only those of other people are asked for that. */
    boolean isReadOnly(Account account, Mailbox mailbox) {
        return mailbox.namespace() != Namespace.PERSONAL
                && sharing.rights(account, mailbox)
                        .filter(rights ->
                                !rights.contains(MailboxRight.WRITE) && !rights.contains(MailboxRight.DELETE_MESSAGES))
                        .isPresent();
    }

    /** The mailbox that is shown, with its fresh counts where it is still there. */
    Folder folder(List<Shelf> shelves, Mailbox mailbox, Almanac almanac) {
        return shelves.stream()
                .flatMap(shelf -> shelf.folders().stream())
                .filter(Folder::current)
                .findFirst()
                .orElseGet(() -> Folder.of(mailbox, names.of(mailbox, almanac.locale()), true));
    }

    /** A page of the list, newest first: servers count a message as new that was moved back. */
    Listing listing(Account account, Mailbox mailbox, Place place, Almanac almanac) {
        var page = messages.list(account, mailbox, place.query());
        var sent = mailbox.is(MailboxRole.SENT) || mailbox.is(MailboxRole.DRAFTS);
        return new Listing(
                new Sheet(page, place, almanac, sent).days(),
                page.total(),
                link(place, page.older()),
                link(place, page.newer()));
    }

    private static @Nullable String link(Place place, @Nullable Cursor cursor) {
        return cursor == null ? null : place.page(cursor);
    }

    /** Opens a message; reading it marks it as read, unless a browser only fetches it ahead. */
    Letter letter(Account account, String id, Almanac almanac, boolean ahead, Glasses glasses) {
        var ref = messages.locate(account, id);
        var message = messages.open(account, ref);
        if (message.summary().isUnread() && !ahead) {
            markRead(account, ref);
        }
        return Letter.of(
                account,
                message,
                bodies.of(account, message, glasses),
                reading.of(account, message),
                almanac,
                whereabouts(account, ref),
                asking.of(account, message));
    }

    /** Opens a message within another. */
    Letter inner(Account account, String id, PartNumber part, Almanac almanac, Glasses glasses) {
        var message = messages.inside(account, messages.locate(account, id), part);
        return Letter.of(
                account,
                message,
                bodies.within(account, message, glasses),
                reading.within(account, message),
                almanac,
                null,
                Asks.NOTHING);
    }

    private @Nullable Whereabouts whereabouts(Account account, MessageRef message) {
        return account.protocol() == Protocol.POP3
                ? collecting.whereabouts(account, List.of(message)).get(message)
                : null;
    }

    /** Mail that may only be read stays unread, and is shown all the same. */
    private void markRead(Account account, MessageRef message) {
        try {
            messages.flag(account, List.of(message), Set.of(Flag.SEEN), Set.of());
        } catch (MailFailure.NotPermitted onlyToRead) {
            LOG.debug("left unread reason={}", onlyToRead.sentence());
        }
    }
}
