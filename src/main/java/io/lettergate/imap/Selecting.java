package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.UidValidity;

/** Goes into mailboxes (RFC 9051 §6.3.2). */
final class Selecting {

    private Selecting() {}

    /** Selects the mailbox if it is not selected already; its count may then be as old as the last command. */
    static Selected select(ImapWire wire, MailboxName name) {
        var here = wire.selected();
        return here != null && here.name().equals(name) ? here : enter(wire, name);
    }

    /** Selects the mailbox, or asks for news where it is selected already. */
    static Selected fresh(ImapWire wire, MailboxName name) {
        var here = wire.selected();
        if (here == null || !here.name().equals(name)) {
            return enter(wire, name);
        }
        wire.ask("NOOP", null);
        return here;
    }

    /**
     * Goes to where a message is.
     *
     * @throws MailFailure.MailboxReset if its mailbox began a new life since
     */
    static Selected at(ImapWire wire, MessageRef message) {
        var selected = select(wire, message.mailbox());
        if (!selected.uidValidity().equals(message.uidValidity())) {
            throw new MailFailure.MailboxReset();
        }
        return selected;
    }

    /**
     * As {@link #at}, to change something there.
     *
     * @throws MailFailure.NotPermitted if nothing may be changed there
     */
    static Selected toChange(ImapWire wire, MessageRef message) {
        var selected = at(wire, message);
        if (selected.isReadOnly()) {
            throw new MailFailure.NotPermitted("");
        }
        return selected;
    }

    private static Selected enter(ImapWire wire, MailboxName name) {
        wire.selected(null);
        var answers = wire.run("SELECT", wire.mailbox(name));
        if (!answers.completion().isOK()) {
            throw refused(wire, answers.completion());
        }
        var exists =
                answers.all("EXISTS").mapToLong(Answer::getNumber).findFirst().orElse(0);
        var uidValidity = answers.coded("UIDVALIDITY")
                .map(Answer::codeValues)
                .mapToLong(values ->
                        values == null || !values.hasMore() ? 0 : values.next().asNumber())
                .findFirst()
                .orElse(0);
        var readOnly = answers.completion().code().equals("READ-ONLY");
        var selected = new Selected(name, new UidValidity(uidValidity), readOnly, Math.max(exists, 0));
        wire.selected(selected);
        return selected;
    }

    /** A mailbox that cannot be selected is most often one that is not there; servers seldom say which it is. */
    private static MailFailure refused(ImapWire wire, Answer completion) {
        return switch (completion.code()) {
            case "NOPERM" -> new MailFailure.NotPermitted(completion.words());
            case "SERVERBUG", "UNAVAILABLE", "LIMIT", "INUSE" ->
                new MailFailure.ServerRefused(wire.host(), completion.words());
            default -> new MailFailure.NoSuchMailbox();
        };
    }
}
