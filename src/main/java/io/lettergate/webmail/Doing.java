package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.OpaqueId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Calls the use case that an act means, and words what came of it. */
@Component
class Doing {

    private static final int MOST = 1000;

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final FolderNames names;

    Doing(Mailboxes mailboxes, Messages messages, FolderNames names) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.names = names;
    }

    Strip act(Account account, Act act, ActForm form, Locale locale) {
        var chosen = form.ids().stream()
                .distinct()
                .limit(MOST)
                .map(id -> messages.locate(account, id))
                .toList();
        if (chosen.isEmpty()) {
            return Strip.of("none", 0);
        }
        if (act.flags()) {
            messages.flag(account, chosen, act.set(), act.clear());
            return Strip.of(act.word(), chosen.size());
        }
        return switch (act) {
            case DELETE -> delete(account, chosen);
            case COPY -> copy(account, chosen, form, locale);
            case UNCOPY -> Strip.of(act.word(), messages.delete(account, chosen).size());
            default -> move(account, act, chosen, form, locale);
        };
    }

    private Strip copy(Account account, List<MessageRef> chosen, ActForm form, Locale locale) {
        var target = target(account, Act.COPY, form);
        var copied = messages.copy(account, chosen, target);
        return new Strip(Act.COPY.word(), copied.size(), names.of(target, locale), places(copied), null);
    }

    /** Only what is in Trash can be deleted for good. */
    private Strip delete(Account account, List<MessageRef> chosen) {
        var trash = mailboxes
                .withRole(account, MailboxRole.TRASH)
                .orElseThrow(() -> new MailFailure.NoSuchMailbox(MailboxRole.TRASH));
        var there = chosen.stream()
                .filter(message -> message.mailbox().equals(trash.name()))
                .toList();
        if (!there.isEmpty()) {
            messages.delete(account, there);
        }
        return Strip.of("delete", there.size());
    }

    private Strip move(Account account, Act act, List<MessageRef> chosen, ActForm form, Locale locale) {
        var target = target(account, act, form);
        var origin = OpaqueId.of(chosen.getFirst().mailbox()).value();
        var moved = messages.move(account, chosen, target);
        var back = act == Act.UNDO ? List.<String>of() : places(moved);
        return new Strip(act.word(), moved.size(), names.of(target, locale), back, origin);
    }

    private Mailbox target(Account account, Act act, ActForm form) {
        var role = act.role();
        if (role != null) {
            return mailboxes.withRole(account, role).orElseThrow(() -> new MailFailure.NoSuchMailbox(role));
        }
        if (form.to() == null) {
            throw new MailFailure.NoSuchMailbox();
        }
        return mailboxes.require(account, form.to());
    }

    /** The messages at their new place, if the server told it for every one. */
    private static List<String> places(List<Moved> moved) {
        var places = moved.stream().map(Moved::to).filter(Objects::nonNull).toList();
        return places.size() == moved.size()
                ? places.stream().map(place -> OpaqueId.of(place).value()).toList()
                : List.of();
    }
}
