package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what the page of folders asks, and words what came of it. */
@Component
class FolderActs {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final FolderNames names;

    FolderActs(Mailboxes mailboxes, MailboxChanges changes, FolderNames names) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.names = names;
    }

    /** What a person can put right stays on the page, as a sentence; all else is a failure. */
    Optional<Told> act(Account account, FolderForm form, Locale locale) {
        try {
            return done(account, form, locale);
        } catch (MailFailure.MailboxExists
                | MailFailure.MailboxNotEmpty
                | MailFailure.MailboxNeeded
                | MailFailure.MailboxNameRefused
                | MailFailure.NotPermitted
                | MailFailure.NoSuchMailbox
                | MailFailure.QuotaExceeded
                | MailFailure.CapabilityMissing
                | MailFailure.ServerRefused refused) {
            return Optional.of(Told.refused(refused.sentence()));
        }
    }

    private Optional<Told> done(Account account, FolderForm form, Locale locale) {
        var act = String.valueOf(form.act());
        if (act.equals("create")) {
            var made = changes.create(account, parent(account, form), form.label(), null);
            return told(act, made, 0, locale);
        }
        if (form.id() == null) {
            return Optional.empty();
        }
        var folder = mailboxes.require(account, form.id());
        return switch (act) {
            case "rename" -> told(act, renamed(account, folder, form), 0, locale);
            case "show", "hide" -> told(act, changes.subscribe(account, folder, act.equals("show")), 0, locale);
            case "role" -> told(act, changes.assign(account, folder, role(form)), 0, locale);
            case "empty" -> told(act, folder, changes.empty(account, folder), locale);
            case "remove" -> {
                changes.remove(account, folder, Boolean.TRUE.equals(form.sure()));
                yield told(act, folder, 0, locale);
            }
            default -> Optional.empty();
        };
    }

    private Mailbox renamed(Account account, Mailbox folder, FolderForm form) {
        var above = mailboxes.all(account).stream()
                .filter(folder::isBelow)
                .filter(one -> one.depth() == folder.depth() - 1)
                .findFirst()
                .orElse(null);
        return changes.rename(account, folder, above, form.label());
    }

    private @Nullable Mailbox parent(Account account, FolderForm form) {
        return form.parent() == null || form.parent().isEmpty() ? null : mailboxes.require(account, form.parent());
    }

    private static @Nullable MailboxRole role(FolderForm form) {
        return form.role() == null ? null : MailboxRole.of(form.role()).orElse(null);
    }

    private Optional<Told> told(String act, Mailbox folder, long count, Locale locale) {
        return Optional.of(new Told(act, names.of(folder, locale), count));
    }
}
