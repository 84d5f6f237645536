package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.MessageWriter;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The copies of drafts in the accounts' own Drafts, where other programs see them. A new copy is there before the old one
 * goes; what a crash leaves between the two is cleaned the next time.
 */
@Component
class DraftCopies {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;
    private final Composing composing;
    private final DraftTable table;

    DraftCopies(Mailboxes mailboxes, MailboxChanges changes, Messages messages, Composing composing, DraftTable table) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
        this.composing = composing;
        this.table = table;
    }

    /** Files the draft as it is now. */
    void file(Account account, Draft draft) {
        var message = composing.toKeep(account, draft);
        var mailbox = mailbox(account);
        var earlier = earlier(account, mailbox, draft);
        if (!table.beginFiling(draft.id())) {
            return;
        }
        var filed = composing.read(
                message,
                MessageWriter.Copy.DRAFT,
                octets -> messages.file(account, mailbox, octets, Set.of(Flag.DRAFT, Flag.SEEN), null));
        var isWanted = table.filed(draft.id(), draft.version(), filed.orElse(null));
        var gone = new ArrayList<>(earlier);
        filed.ifPresent(isWanted ? gone::remove : gone::add);
        messages.supersede(account, gone);
        if (filed.isPresent()) {
            table.settled(draft.id());
        }
    }

    /**
     * Files a whole message as a draft, and says where it is.
     *
     * @param messageId which it has; absent where that is not known
     */
    MessageRef fileWhole(Account account, InputStream octets, @Nullable String messageId) {
        var mailbox = mailbox(account);
        return messages.file(account, mailbox, octets, Set.of(Flag.DRAFT, Flag.SEEN), null)
                .or(() -> messageId == null
                        ? Optional.empty()
                        : messages.withId(account, mailbox, messageId).stream().findFirst())
                .orElseThrow(MailFailure.NoSuchMessage::new);
    }

    /** The copies that the new one stands for: the one that is known, or all there are after something went wrong. */
    private List<MessageRef> earlier(Account account, Mailbox mailbox, Draft draft) {
        if (table.isFiling(draft.id())) {
            return messages.withId(account, mailbox, draft.messageId());
        }
        return draft.copy() == null ? List.of() : List.of(draft.copy());
    }

    private Mailbox mailbox(Account account) {
        return mailboxes
                .withRole(account, MailboxRole.DRAFTS)
                .orElseGet(() -> changes.create(account, null, "Drafts", MailboxRole.DRAFTS));
    }

    /** Removes what is left of a draft that was sent: the copies that were being filed meanwhile, too. */
    void removeSent(Account account, Draft draft) {
        mailboxes
                .withRole(account, MailboxRole.DRAFTS)
                .ifPresent(mailbox -> messages.supersede(account, earlier(account, mailbox, draft)));
    }

    /** Puts the copy into Trash, as nobody wants the draft any more. */
    void discard(Account account, Draft draft) {
        var mailbox = mailboxes.withRole(account, MailboxRole.DRAFTS);
        if (mailbox.isEmpty()) {
            return;
        }
        var copies = earlier(account, mailbox.get(), draft);
        if (copies.isEmpty()) {
            return;
        }
        try {
            messages.discard(account, copies);
        } catch (MailFailure.MessageGone gone) {
            // Somebody else removed it.
        } catch (MailFailure.NoSuchMailbox noTrash) {
            messages.delete(account, copies);
        }
    }
}
