package io.lettergate.imap;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.UidValidity;

/** The mailbox a session stands in; how many messages it has is kept up to date by what the server says meanwhile. */
class Selected {

    private final MailboxName name;
    private final UidValidity uidValidity;
    private final boolean readOnly;
    private long messages;

    Selected(MailboxName name, UidValidity uidValidity, boolean readOnly, long messages) {
        this.name = name;
        this.uidValidity = uidValidity;
        this.readOnly = readOnly;
        this.messages = messages;
    }

    MailboxName name() {
        return name;
    }

    UidValidity uidValidity() {
        return uidValidity;
    }

    /** Whether the server lets nothing be changed here. */
    boolean isReadOnly() {
        return readOnly;
    }

    long messages() {
        return messages;
    }

    void see(Answer answer) {
        if (answer.is("EXISTS")) {
            messages = Math.max(answer.getNumber(), 0);
        } else if (answer.is("EXPUNGE")) {
            messages = Math.max(messages - 1, 0);
        }
    }
}
