package io.lettergate.imap;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.UidValidity;

/** Goes into mailboxes (RFC 9051 §6.3.2). */
final class Selecting {

    private Selecting() {}

    /** Selects the mailbox if it is not selected already; its count may then be as old as the last command. */
    static Selected select(ImapWire wire, MailboxName name) {
        var here = wire.selected();
        return here != null && here.name().equals(name) ? here : enter(wire, name);
    }

    /**
     * Selects the mailbox, or asks for news where it is selected already. One whose version is not known any more is
     * selected anew, which costs as much and tells it; so is one whose messages may be counted wrong.
     */
    static Selected fresh(ImapWire wire, MailboxName name) {
        var here = wire.selected();
        if (here == null || !here.name().equals(name) || (here.hasModSeq() && here.version() == null)) {
            return enter(wire, name);
        }
        wire.ask("NOOP", null);
        if (here.isMiscounted()) {
            return enter(wire, name);
        }
        here.settle();
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
        var arguments = wire.mailbox(name);
        if (hasModSeq(wire)) {
            arguments.writeAtom("(CONDSTORE)");
        }
        var answers = wire.run("SELECT", arguments);
        if (!answers.completion().isOK()) {
            throw refused(wire, answers.completion());
        }
        var exists =
                answers.all("EXISTS").mapToLong(Answer::getNumber).findFirst().orElse(0);
        var selected = new Selected(
                name,
                new UidValidity(Math.clamp(told(answers, "UIDVALIDITY"), 0, 0xFFFF_FFFFL)),
                answers.completion().code().equals("READ-ONLY"),
                Math.max(exists, 0),
                told(answers, "UIDNEXT"),
                hasModSeq(wire) ? ModSeq.of(told(answers, "HIGHESTMODSEQ")) : null);
        wire.selected(selected);
        return selected;
    }

    /** Whether the server numbers changes (RFC 7162). */
    static boolean hasModSeq(ImapWire wire) {
        return wire.hasCapability("CONDSTORE") || wire.hasCapability("QRESYNC");
    }

    private static long told(Answers answers, String code) {
        return answers.coded(code)
                .map(Answer::codeValues)
                .mapToLong(values ->
                        values == null || !values.hasMore() ? 0 : values.next().asNumber())
                .findFirst()
                .orElse(0);
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
