package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The mail of one account that lives here. It holds nothing, so that any number may be used at once. */
final class StoredSession implements MailSession {

    private static final Set<Feature> FEATURES = Set.of(Feature.CONDSTORE, Feature.MOVE, Feature.SORT, Feature.UIDPLUS);

    private final AccountId account;
    private final StoreParts store;

    StoredSession(Account account, StoreParts store) {
        this.account = account.id();
        this.store = store;
    }

    private Box box(MailboxName name) {
        return store.boxes().require(account, name);
    }

    private Box box(MessageRef ref) {
        return store.moving().box(account, ref);
    }

    @Override
    public List<Mailbox> mailboxes() {
        return store.boxes().all(account).stream().map(Box::mailbox).toList();
    }

    @Override
    public MailboxStatus status(MailboxName mailbox) {
        return box(mailbox).status();
    }

    @Override
    public Optional<MessagePage> messages(MailboxName mailbox, MessageQuery query, Predicate<ListVersion> known) {
        return new Listing(store.rows(), store.words(), box(mailbox), query).page(known);
    }

    @Override
    public MessageSummary summary(MessageRef message) {
        return store.rows().one(box(message), message.uid().value()).orElseThrow(MailFailure.MessageGone::new);
    }

    @Override
    public FetchedMessage message(MessageRef message) {
        return store.reading().message(box(message), message);
    }

    @Override
    public Map<PartNumber, byte[]> parts(MessageRef message, List<PartNumber> parts, int limit) {
        return store.reading().parts(box(message), message, parts, limit);
    }

    @Override
    public Poured pour(Section section, Stretch stretch, OctetSink sink) {
        return store.reading().pour(box(section.message()), section, stretch, sink);
    }

    @Override
    public boolean endsAt(Section section, long size) {
        return store.reading().endsAt(box(section.message()), section, size);
    }

    @Override
    public Flagged flag(
            List<MessageRef> messages, Set<Flag> set, Set<Flag> clear, @Nullable ModSeq unlessChangedSince) {
        return store.moving().flag(account, messages, set, clear, unlessChangedSince);
    }

    @Override
    public List<MessageRef> present(List<MessageRef> messages) {
        return store.moving().present(account, messages);
    }

    /** One step does it, so the witness has nothing to see. */
    @Override
    public List<Moved> move(List<MessageRef> messages, MailboxName destination, MoveWitness witness) {
        return store.moving().move(account, messages, destination);
    }

    @Override
    public List<Moved> copy(List<MessageRef> messages, MailboxName destination) {
        return store.moving().copy(account, messages, destination);
    }

    @Override
    public List<MessageRef> delete(List<MessageRef> messages) {
        return store.moving().delete(account, messages);
    }

    @Override
    public MessageRef append(MailboxName mailbox, NewMessage message) {
        return store.appending().append(account, mailbox, message);
    }

    @Override
    public Optional<MessageRef> find(MailboxName mailbox, String messageId, long fromUid) {
        return store.relatives().find(account, box(mailbox), messageId, fromUid);
    }

    @Override
    public List<MessageSummary> related(MailboxName mailbox, Set<String> messageIds, int most) {
        return store.relatives().related(account, box(mailbox), messageIds, most);
    }

    @Override
    public String prefix() {
        return "";
    }

    @Override
    public void create(MailboxName mailbox, @Nullable MailboxRole role) {
        store.keeping().create(account, mailbox, role);
    }

    @Override
    public void rename(MailboxName from, MailboxName to) {
        store.keeping().rename(account, from, to);
    }

    @Override
    public void remove(MailboxName mailbox) {
        store.keeping().remove(account, mailbox);
    }

    @Override
    public long empty(MailboxName mailbox) {
        return store.moving().empty(account, mailbox);
    }

    @Override
    public void subscribe(MailboxName mailbox, boolean subscribed) {
        store.keeping().subscribe(account, mailbox, subscribed);
    }

    @Override
    public Set<MailboxRight> rights(MailboxName mailbox) {
        throw missing(Feature.ACL);
    }

    @Override
    public List<Grant> grants(MailboxName mailbox) {
        throw missing(Feature.ACL);
    }

    @Override
    public void grant(MailboxName mailbox, Grant grant) {
        throw missing(Feature.ACL);
    }

    @Override
    public void revoke(MailboxName mailbox, String who) {
        throw missing(Feature.ACL);
    }

    @Override
    public List<Quota> quotas(MailboxName mailbox) {
        throw missing(Feature.QUOTA);
    }

    private static MailFailure missing(Feature feature) {
        return new MailFailure.CapabilityMissing(feature.word());
    }

    @Override
    public Set<Feature> features() {
        return FEATURES;
    }

    @Override
    public List<MessageRef> received(MailboxName mailbox, Aged aged) {
        return store.weighing().received(box(mailbox), aged);
    }

    @Override
    public List<Weight> weigh(MailboxName mailbox, long first, int count) {
        return store.weighing().weigh(box(mailbox), first, count);
    }
}
