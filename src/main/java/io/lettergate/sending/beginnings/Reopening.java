package io.lettergate.sending.beginnings;

import io.lettergate.accounts.Account;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.outbox.Outbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Makes drafts of what was handed to the outbox, to be edited and sent anew. Who has a message already is not among those
 * that the draft goes to.
 */
@Service
public class Reopening {

    private static final Logger LOG = LoggerFactory.getLogger(Reopening.class);

    private final Outbox outbox;
    private final Drafts drafts;
    private final Beginnings beginnings;
    private final Messages messages;
    private final KeyedRequests requests;

    Reopening(Outbox outbox, Drafts drafts, Beginnings beginnings, Messages messages, KeyedRequests requests) {
        this.outbox = outbox;
        this.drafts = drafts;
        this.beginnings = beginnings;
        this.messages = messages;
        this.requests = requests;
    }

    /** Whether there is something to be edited: not all who should have it do, and that is certain. */
    public static boolean isPossible(Submission submission) {
        return switch (submission.state()) {
            case HELD, QUEUED, FAILED, CANCELLED -> true;
            case SENT -> submission.isPartial();
            case SENDING, UNCERTAIN -> false;
        };
    }

    /**
     * The draft, which is on disk before this answers. What nobody has, leaves the outbox, and has one draft however often it
     * is asked for; of what some have, only those who miss it are written to. Where we died in the middle of it, the next one
     * goes on with the same draft.
     *
     * @param request of a program; absent where there is no key
     * @throws MailFailure.NoSuchSubmission if the account has none with this id
     * @throws MailFailure.SubmissionUnderWay if it is on its way, or everybody has it
     * @throws MailFailure.KeyBusy if the same is under way
     */
    public Draft reopen(Account account, String submission, @Nullable KeyedRequest request) {
        var key = request == null ? pressedTwice(account, submission) : request;
        var made = requests.once(account, key, ahead(account, submission), draft -> make(account, submission, draft));
        return drafts.require(account, made);
    }

    /** Of two presses of a button one acts. What some have may become several drafts, one after the other. */
    private @Nullable KeyedRequest pressedTwice(Account account, String submission) {
        var id = SubmissionId.of(submission);
        var isShared = id.flatMap(known -> outbox.find(account, known))
                .filter(known -> !having(known).isEmpty())
                .isPresent();
        return id.isEmpty() || isShared ? null : new KeyedRequest("reopening " + id.get(), account.id());
    }

    /** The id of the draft that it will be. */
    private String ahead(Account account, String submission) {
        try {
            var known = outbox.require(account, submission);
            return having(known).isEmpty()
                    ? drafts.source(account, known).map(Draft::id).orElseGet(drafts::freshId)
                    : drafts.freshId();
        } catch (MailFailure.NoSuchSubmission gone) {
            return drafts.freshId();
        }
    }

    private void make(Account account, String submission, String draft) {
        var isMade = drafts.find(account, draft).isPresent();
        try {
            var known = outbox.require(account, submission);
            if (!isMade || having(known).isEmpty()) {
                reopen(account, known, draft);
            }
        } catch (MailFailure.NoSuchSubmission gone) {
            if (!isMade) {
                throw gone;
            }
        }
    }

    private Draft reopen(Account account, Submission submission, String fresh) {
        var stopped = submission.isCancellable() ? outbox.cancel(account, submission) : submission;
        if (!isPossible(stopped)) {
            throw new MailFailure.SubmissionUnderWay("This message is on its way, or everybody has it.");
        }
        var having = having(stopped);
        if (!having.isEmpty()) {
            return again(account, stopped, having, fresh);
        }
        var draft = drafts.released(account, stopped).orElseGet(() -> again(account, stopped, having, fresh));
        forget(account, stopped);
        return draft;
    }

    private static Set<String> having(Submission submission) {
        return submission.recipients().stream()
                .filter(one -> one.outcome() == Recipient.Outcome.ACCEPTED)
                .map(one -> one.address().wire().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Draft again(Account account, Submission submission, Set<String> having, String fresh) {
        var copy = filed(account, submission);
        var copyId = OpaqueId.of(copy).value();
        var begun = beginnings.of(account, copyId, Beginning.Kind.EDIT, ZoneOffset.UTC);
        var content = begun.content();
        var missing = content.to(without(content.to(), having), without(content.cc(), having))
                .hidden(without(content.bcc(), having));
        if (having.isEmpty()) {
            return beginnings.draft(account, fresh, missing, begun.files(), copyId);
        }
        var draft = beginnings.draft(account, fresh, missing, begun.files(), null);
        messages.delete(account, List.of(copy));
        return draft;
    }

    private MessageRef filed(Account account, Submission submission) {
        try (var octets = outbox.content(account, submission)) {
            return drafts.fileWhole(account, octets, submission.messageId());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Address> without(List<Address> people, Set<String> having) {
        return people.stream()
                .filter(one -> !having.contains(wire(one).toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String wire(Address address) {
        try {
            return MailPath.of(address.email()).wire();
        } catch (MailFailure.RecipientInvalid unfit) {
            return address.email();
        }
    }

    /** Its words are in the draft now. */
    private void forget(Account account, Submission submission) {
        try {
            outbox.forget(account, submission);
        } catch (MailFailure.SubmissionUnderWay | MailFailure.NoSuchSubmission notNow) {
            LOG.info("submission={} stays for now reason={}", submission.id(), notNow.sentence());
        }
    }
}
