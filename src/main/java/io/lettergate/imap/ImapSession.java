package io.lettergate.imap;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The mail of an account, live on its IMAP server. */
record ImapSession(ImapWire wire) implements MailSession {

    @Override
    public List<Mailbox> mailboxes() {
        return new MailboxTree(wire).read();
    }

    @Override
    public MailboxStatus status(MailboxName mailbox) {
        return new MailboxTree(wire).status(mailbox);
    }

    @Override
    public MessagePage messages(MailboxName mailbox, MessageQuery query) {
        return new Listing(wire, Selecting.fresh(wire, mailbox), query).page();
    }

    @Override
    public FetchedMessage message(MessageRef message) {
        return reading(message).message();
    }

    @Override
    public Map<PartNumber, byte[]> parts(MessageRef message, List<PartNumber> parts, int limit) {
        return reading(message).parts(parts, limit);
    }

    @Override
    public Poured pour(Section section, Stretch stretch, OctetSink sink) {
        Selecting.at(wire, section.message());
        return new Pouring(wire, sink).pour(section, stretch);
    }

    @Override
    public boolean endsAt(Section section, long size) {
        Selecting.at(wire, section.message());
        return new Pouring(wire, (offset, octets) -> {}).endsAt(section, size);
    }

    private Reading reading(MessageRef message) {
        Selecting.at(wire, message);
        return new Reading(wire, message);
    }

    @Override
    public void flag(List<MessageRef> messages, Set<Flag> set, Set<Flag> clear) {
        new Changing(wire).flag(messages, set, clear);
    }

    @Override
    public List<Moved> move(List<MessageRef> messages, MailboxName destination) {
        return new Changing(wire).move(messages, destination);
    }

    @Override
    public void delete(List<MessageRef> messages) {
        new Changing(wire).delete(messages);
    }
}
