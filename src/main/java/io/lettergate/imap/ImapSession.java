package io.lettergate.imap;

import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.ListVersion;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The mail of an account, live on its IMAP server. */
record ImapSession(ImapWire wire, Memory memory) implements MailSession {

    @Override
    public List<Mailbox> mailboxes() {
        return new MailboxTree(wire).read();
    }

    @Override
    public MailboxStatus status(MailboxName mailbox) {
        return new MailboxTree(wire).status(mailbox);
    }

    @Override
    public Optional<MessagePage> messages(MailboxName mailbox, MessageQuery query, Predicate<ListVersion> known) {
        return new Listing(wire, Selecting.fresh(wire, mailbox), query, memory).page(known);
    }

    @Override
    public MessageSummary summary(MessageRef message) {
        var selected = Selecting.at(wire, message);
        return new Rows(wire, selected, memory.of(selected))
                .of(List.of(message.uid())).stream().findFirst().orElseThrow(() -> gone(message));
    }

    @Override
    public FetchedMessage message(MessageRef message) {
        try {
            return reading(message).message(memory);
        } catch (MailFailure.MessageGone gone) {
            memory.removed(List.of(message));
            throw gone;
        }
    }

    private MailFailure gone(MessageRef message) {
        memory.removed(List.of(message));
        return new MailFailure.MessageGone();
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
        memory.changed(messages, set, clear);
    }

    @Override
    public List<Moved> move(List<MessageRef> messages, MailboxName destination) {
        var moved = new Changing(wire).move(messages, destination);
        memory.removed(moved.stream().map(Moved::from).toList());
        return moved;
    }

    @Override
    public void delete(List<MessageRef> messages) {
        new Changing(wire).delete(messages);
        memory.removed(messages);
    }
}
