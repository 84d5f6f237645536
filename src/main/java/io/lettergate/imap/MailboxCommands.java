package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes, renames and removes mailboxes (RFC 9051 §6.3.4 to §6.3.8). */
final class MailboxCommands {

    private final ImapWire wire;

    MailboxCommands(ImapWire wire) {
        this.wire = wire;
    }

    /** With its role where the server takes one at this moment (RFC 6154 §3), else without. */
    void create(MailboxName name, @Nullable MailboxRole role) {
        var arguments = wire.mailbox(name);
        if (role != null && wire.hasCapability("CREATE-SPECIAL-USE") && isSpecialUse(role)) {
            var special = "\\" + role.word().substring(0, 1).toUpperCase(Locale.ROOT)
                    + role.word().substring(1);
            arguments.writeAtom("(USE (" + special + "))");
            var answers = wire.attempt("CREATE", arguments);
            if (answers.completion().isOK()) {
                return;
            }
            if (!answers.completion().code().equals("USEATTR")) {
                throw refusal(answers.completion());
            }
            arguments = wire.mailbox(name);
        }
        require(wire.attempt("CREATE", arguments));
    }

    private static boolean isSpecialUse(MailboxRole role) {
        return role != MailboxRole.INBOX;
    }

    void rename(MailboxName from, MailboxName to) {
        leave(from);
        require(wire.attempt("RENAME", wire.mailbox(from).append(wire.mailbox(to))));
    }

    void delete(MailboxName name) {
        leave(name);
        require(wire.attempt("DELETE", wire.mailbox(name)));
    }

    void subscribe(MailboxName name, boolean subscribed) {
        require(wire.run(subscribed ? "SUBSCRIBE" : "UNSUBSCRIBE", wire.mailbox(name)));
    }

    /** Nobody may stand in a mailbox that goes away: some servers hang up then, others stay in it under its old name. */
    private void leave(MailboxName name) {
        wire.names();
        var here = wire.selected();
        if (here != null && here.name().equals(name)) {
            Selecting.select(wire, MailboxName.INBOX);
        }
    }

    private void require(Answers answers) {
        if (!answers.completion().isOK()) {
            throw refusal(answers.completion());
        }
    }

    /** Older servers say in words only that a mailbox is there already, or is not. */
    private MailFailure refusal(Answer completion) {
        var words = completion.words().toLowerCase(Locale.ROOT);
        if (completion.code().isEmpty() && words.contains("already exists")) {
            return new MailFailure.MailboxExists();
        }
        if (completion.code().isEmpty() && (words.contains("does not exist") || words.contains("doesn't exist"))) {
            return new MailFailure.NoSuchMailbox();
        }
        return completion.code().equals("CANNOT") || words.contains("invalid mailbox name")
                ? new MailFailure.MailboxNameRefused("the server said: " + completion.words())
                : Refusals.of(wire.host(), completion);
    }
}
