package io.lettergate.imap;

import io.lettergate.mail.Flag;
import io.lettergate.mail.Grant;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRight;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.ModSeq;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.Feature;
import io.lettergate.mailbox.Flagged;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.Weight;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MoveWitness;
import io.lettergate.mailbox.spi.NewMessage;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    public Flagged flag(
            List<MessageRef> messages, Set<Flag> set, Set<Flag> clear, @Nullable ModSeq unlessChangedSince) {
        var flagged = new Flagging(wire).flag(messages, set, clear, unlessChangedSince);
        memory.changed(flagged.done(), set, clear);
        return flagged;
    }

    @Override
    public List<MessageRef> present(List<MessageRef> messages) {
        return new Batch(messages).present(wire);
    }

    @Override
    public List<Moved> move(List<MessageRef> messages, MailboxName destination, MoveWitness witness) {
        var moved = new Changing(wire).move(messages, destination, witness);
        memory.removed(moved.stream().map(Moved::from).toList());
        return moved;
    }

    @Override
    public List<Moved> copy(List<MessageRef> messages, MailboxName destination) {
        return new Changing(wire).copy(messages, destination);
    }

    @Override
    public List<MessageRef> delete(List<MessageRef> messages) {
        var deleted = new Changing(wire).delete(messages);
        memory.removed(messages);
        return deleted;
    }

    @Override
    public @Nullable MessageRef append(MailboxName mailbox, NewMessage message) {
        return new Filing(wire).append(mailbox, message);
    }

    @Override
    public Optional<MessageRef> find(MailboxName mailbox, String messageId, long fromUid) {
        return new Filing(wire).find(mailbox, messageId, fromUid);
    }

    @Override
    public List<MessageSummary> related(MailboxName mailbox, Set<String> messageIds, int most) {
        return new Relatives(wire, Selecting.select(wire, mailbox), memory).of(messageIds, most);
    }

    @Override
    public String prefix() {
        return wire.namespaces().own();
    }

    @Override
    public long empty(MailboxName mailbox) {
        return new Changing(wire).empty(mailbox);
    }

    @Override
    public void create(MailboxName mailbox, @Nullable MailboxRole role) {
        new MailboxCommands(wire).create(mailbox, role);
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
        new MailboxCommands(wire).rename(from, to);
    }

    @Override
    public void remove(MailboxName mailbox) {
        new MailboxCommands(wire).delete(mailbox);
    }

    @Override
    public void subscribe(MailboxName mailbox, boolean subscribed) {
        new MailboxCommands(wire).subscribe(mailbox, subscribed);
    }

    @Override
    public Set<MailboxRight> rights(MailboxName mailbox) {
        return new Sharing(wire).mine(mailbox);
    }

    @Override
    public List<Grant> grants(MailboxName mailbox) {
        return new Sharing(wire).all(mailbox);
    }

    @Override
    public void grant(MailboxName mailbox, Grant grant) {
        new Sharing(wire).give(mailbox, grant);
    }

    @Override
    public void revoke(MailboxName mailbox, String who) {
        new Sharing(wire).take(mailbox, who);
    }

    @Override
    public List<Quota> quotas(MailboxName mailbox) {
        return Quotas.of(wire, mailbox);
    }

    @Override
    public Set<Feature> features() {
        return Arrays.stream(Feature.values())
                .filter(feature -> wire.can(feature.name()))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<MessageRef> received(MailboxName mailbox, Aged aged) {
        return new Surveying(wire, Selecting.fresh(wire, mailbox)).received(aged);
    }

    @Override
    public List<Weight> weigh(MailboxName mailbox, long first, int count) {
        return new Surveying(wire, Selecting.select(wire, mailbox)).weigh(first, count);
    }
}
