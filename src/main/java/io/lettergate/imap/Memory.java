package io.lettergate.imap;

import io.lettergate.accounts.AccountId;
import io.lettergate.imap.cache.CachedRow;
import io.lettergate.imap.cache.MailboxRows;
import io.lettergate.imap.cache.Marks;
import io.lettergate.imap.cache.RowCache;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mime.Bodies;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What is remembered of the mail of one account. */
record Memory(RowCache cache, ListSettings settings, AccountId account) {

    MailboxRows of(Selected selected) {
        return cache.of(account, selected.name(), selected.uidValidity());
    }

    MailboxRows of(MessageRef message) {
        return cache.of(account, message.mailbox(), message.uidValidity());
    }

    /** The row of a message as it was when somebody last saw it. */
    Optional<MessageSummary> summary(MessageRef message) {
        return of(message).known(message.uid()).map(known -> summary(message, known.row(), known.marks()));
    }

    void changed(Collection<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        cache.flagsChanged(account, messages, set, clear);
    }

    void removed(Collection<MessageRef> messages) {
        cache.removed(account, messages);
    }

    static MessageSummary summary(MessageRef message, CachedRow row, Marks marks) {
        var structure = row.structure();
        return new MessageSummary(
                message,
                row.envelope(),
                marks.flags(),
                row.receivedAt(),
                row.size(),
                structure != null && Bodies.of(structure).holdFiles(),
                Objects.requireNonNullElse(row.preview(), ""),
                true,
                marks.modSeq());
    }
}
