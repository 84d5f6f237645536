package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.safehtml.MailHtml;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.StoreRoom;
import io.lettergate.sending.Submission;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What people are writing: saved here as often as they like, and by and by among the drafts of the account itself, where
 * other programs find it.
 */
@Service
public class Drafts {

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    static final Duration BETWEEN_COPIES = Duration.ofSeconds(15);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DraftTable table;
    private final DraftCopies copies;
    private final Composing composing;
    private final HandingOver handing;
    private final KeyedRequests requests;
    private final Clock clock;

    Drafts(
            DraftTable table,
            DraftCopies copies,
            Composing composing,
            HandingOver handing,
            KeyedRequests requests,
            Clock clock) {
        this.table = table;
        this.copies = copies;
        this.composing = composing;
        this.handing = handing;
        this.requests = requests;
        this.clock = clock;
    }

    /**
     * What saving did.
     *
     * @param draft as it is now; where somebody else had changed it, a second one beside theirs
     * @param conflicts whether somebody else had
     */
    public record Saved(Draft draft, boolean conflicts) {}

    /** How soon a draft's copy in the mailbox follows. */
    public enum Pace {
        /** Before the answer. */
        AT_ONCE,
        /** Not more often than every few seconds. */
        SOON
    }

    /** An id for a draft that is not saved yet. */
    public String freshId() {
        return UUID.randomUUID().toString();
    }

    /** All drafts that were saved here, the latest first. */
    public List<Draft> of(Account account) {
        return table.of(account);
    }

    /**
     * One of them.
     *
     * @throws MailFailure.NoSuchDraft if there is none with this id, or it is somebody else's
     */
    public Draft require(Account account, String id) {
        return table.find(account, id).orElseThrow(MailFailure.NoSuchDraft::new);
    }

    /** The same, if it is there and nobody sent it. */
    public Optional<Draft> find(Account account, String id) {
        return table.find(account, id).filter(draft -> draft.submission() == null);
    }

    /** The draft that a message among the account's drafts is a copy of, if it was written here. */
    public Optional<Draft> behind(Account account, String messageId) {
        return table.withMessageId(account, messageId);
    }

    /**
     * Saves a draft whole. It is on disk before this answers.
     *
     * @param expected the version that the writer saw; 0 for a new one
     */
    public Saved save(Account account, String id, long expected, DraftContent written) {
        return StoreRoom.writing(() -> kept(account, id, expected, cleaned(written)));
    }

    private Saved kept(Account account, String id, long expected, DraftContent content) {
        var known = table.find(account, id);
        if (known.isEmpty() && expected == 0) {
            return new Saved(add(account, requireId(id), content, null, null), false);
        }
        if (known.isPresent() && table.replace(id, expected, content)) {
            return new Saved(require(account, id), false);
        }
        if (known.isPresent() && known.get().content().equals(content)) {
            return new Saved(known.get(), false);
        }
        return new Saved(add(account, freshId(), content, null, null), true);
    }

    /**
     * What a request began when it came first; nothing if it never came, or has no key.
     *
     * @throws MailFailure.KeyUsed if another request came with its key
     * @throws MailFailure.NoSuchDraft if what it began is gone since
     */
    public Optional<Draft> begun(Account account, @Nullable KeyedRequest request) {
        return requests.made(account, request).map(id -> require(account, id));
    }

    /** Begins a draft; for a request that came before, the one of then. */
    public Draft begin(Account account, DraftContent written, @Nullable KeyedRequest request) {
        var draft = fresh(account, freshId(), cleaned(written), null, null);
        boolean isNew = StoreRoom.writing(() -> requests.make(account, request, draft.id(), () -> {
            table.add(account, draft);
            return true;
        }));
        return isNew ? require(account, draft.id()) : begun(account, request).orElseThrow();
    }

    private static String requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new MailFailure.NoSuchDraft();
        }
        return id;
    }

    private static DraftContent cleaned(DraftContent content) {
        var html = content.html();
        return html == null ? content : content.saying(content.subject(), content.text(), MailHtml.written(html));
    }

    /**
     * Adds one that takes the place of a message among the account's drafts.
     *
     * @param messageId which that message has; absent for a new one
     * @param copy where that message is
     */
    public Draft add(
            Account account, String id, DraftContent content, @Nullable String messageId, @Nullable MessageRef copy) {
        table.add(account, fresh(account, id, content, messageId, copy));
        return require(account, id);
    }

    private Draft fresh(
            Account account, String id, DraftContent content, @Nullable String messageId, @Nullable MessageRef copy) {
        var from = composing.identity(account, content).from();
        var own = messageId != null && OutgoingMessage.isId(messageId) ? messageId : OutgoingMessage.freshId(from);
        var now = Instant.ofEpochMilli(clock.millis());
        return new Draft(id, 1, content, own, now, copy, 0, null);
    }

    /**
     * Brings the copy in the mailbox up to the draft.
     *
     * @return why that could not be done now, in a sentence; absent if all is well. The draft itself is safe here.
     */
    public @Nullable String file(Account account, Draft draft, Pace pace) {
        boolean isTime = pace == Pace.AT_ONCE
                || table.filedAt(draft.id()).plus(BETWEEN_COPIES).isBefore(clock.instant());
        if (draft.isFiled() || !isTime) {
            return null;
        }
        try {
            copies.file(account, draft);
            return null;
        } catch (MailFailure notNow) {
            LOG.info("draft not filed account={} reason={}", account.id(), notNow.sentence());
            return notNow.sentence();
        }
    }

    /** Removes a draft; its copy goes to Trash. */
    public void discard(Account account, String id) {
        var draft = require(account, id);
        copies.discard(account, draft);
        table.remove(id);
    }

    /**
     * Hands a draft to the outbox; the same version is handed over once, however often this is called.
     *
     * @param expected the version that the writer saw
     * @param undo how long it can be taken back
     * @param sendAt not before this; absent for now
     * @param request which counts once; absent where it has no key
     * @throws MailFailure.Changed if somebody else changed it
     * @throws MailFailure if it cannot be sent like that; it stays a draft
     */
    public Submission send(
            Account account,
            String id,
            long expected,
            Duration undo,
            @Nullable Instant sendAt,
            @Nullable KeyedRequest request) {
        var draft = require(account, id);
        if (draft.version() != expected) {
            throw new MailFailure.Changed();
        }
        return handing.send(account, draft, new HandingOver.Terms(undo, sendAt, request));
    }

    /**
     * Takes a message back that is not sent yet: it is a draft again.
     *
     * @throws MailFailure.SubmissionUnderWay if it is too late for that
     */
    public Draft takeBack(Account account, String id) {
        var draft = require(account, id);
        if (draft.submission() != null) {
            handing.takeBack(account, draft, draft.submission());
        }
        return require(account, id);
    }

    /** The draft that a submission was written as, if it is still there. */
    public Optional<Draft> source(Account account, Submission submission) {
        var id = submission.messageId();
        return table.handedOver(account, submission.id().toString())
                .or(() -> id == null ? Optional.empty() : table.withMessageId(account, id));
    }

    /** The same, which is a draft again from now on. */
    public Optional<Draft> released(Account account, Submission submission) {
        return source(account, submission).map(draft -> {
            table.submitted(draft.id(), null);
            return require(account, draft.id());
        });
    }

    /**
     * Files a whole message among the account's drafts, and says where it is.
     *
     * @param messageId which it has; absent where that is not known
     */
    public MessageRef fileWhole(Account account, InputStream octets, @Nullable String messageId) {
        return copies.fileWhole(account, octets, messageId);
    }
}
