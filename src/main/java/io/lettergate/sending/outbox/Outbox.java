package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.KeyedRequests;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.StoreRoom;
import io.lettergate.sending.Submission;
import io.lettergate.sending.SubmissionChanged;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.SubmissionTaken;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Messages on their way out. What it took is on disk before it answers, and is sent by and by, never twice in silence. */
@Service
public class Outbox {

    private final SubmissionTable table;
    private final Intake intake;
    private final Courier courier;
    private final KeyedRequests requests;
    private final SendingAllowance allowance;
    private final Conditions conditions;
    private final ServerSizes sizes;
    private final SendingSettings settings;
    private final ApplicationEventPublisher events;

    Outbox(
            SubmissionTable table,
            Intake intake,
            Courier courier,
            KeyedRequests requests,
            SendingAllowance allowance,
            Conditions conditions,
            ServerSizes sizes,
            SendingSettings settings,
            ApplicationEventPublisher events) {
        this.table = table;
        this.intake = intake;
        this.courier = courier;
        this.requests = requests;
        this.allowance = allowance;
        this.conditions = conditions;
        this.sizes = sizes;
        this.settings = settings;
        this.events = events;
    }

    /**
     * Takes a message to be sent.
     *
     * @return as it stands now: held or queued; for a request that came before, the submission of then
     * @throws MailFailure if nobody gets it, if it is too large, if it is no message that can be sent, if its person sent too
     *     much lately, or if its key is another request's
     */
    public Submission submit(Account account, NewSubmission wanted) {
        return StoreRoom.writing(() -> before(account, wanted).orElseGet(() -> taken(account, wanted)));
    }

    private Optional<Submission> before(Account account, NewSubmission wanted) {
        var key = wanted.idempotencyKey();
        return made(account, wanted.request())
                .or(() -> key == null ? Optional.empty() : table.withKey(account.id(), key));
    }

    /**
     * What a request handed in when it came first; nothing if it never came, or has no key.
     *
     * @throws MailFailure.KeyUsed if another request came with its key
     * @throws MailFailure.NoSuchSubmission if what it handed in is forgotten since
     */
    public Optional<Submission> made(Account account, @Nullable KeyedRequest request) {
        return requests.made(account, request).map(id -> require(account, id));
    }

    private Submission taken(Account account, NewSubmission wanted) {
        var to = conditions.recipients(wanted.to());
        var sendAt = conditions.time(wanted);
        var use = allowance.take(account, to.size());
        var isNew = false;
        try {
            var taken = intake.take(account.id(), wanted, largest(account));
            isNew = requests.make(
                    account,
                    wanted.request(),
                    taken.id().toString(),
                    () -> table.add(account.id(), wanted, to, taken, sendAt));
            if (!isNew) {
                intake.remove(taken.id());
                return before(account, wanted).orElseThrow();
            }
            return begun(account, taken.id());
        } finally {
            if (!isNew) {
                allowance.giveBack(use);
            }
        }
    }

    private Submission begun(Account account, SubmissionId id) {
        var submission = table.find(account.id(), id).orElseThrow(MailFailure.NoSuchSubmission::new);
        events.publishEvent(new SubmissionTaken(submission, false));
        events.publishEvent(new SubmissionChanged(submission));
        courier.soon();
        return submission;
    }

    /**
     * Takes a message that names its author and all who get it itself, in From, To, Cc and Bcc.
     *
     * @param terms what else there is to be said
     * @throws MailFailure as {@link #submit}
     */
    public Submission submitWhole(Account account, InputStream message, UnaryOperator<NewSubmission> terms) {
        try {
            var rest = new BufferedInputStream(message);
            var heading = Heading.read(rest);
            var envelope = heading.envelope();
            conditions.requireOwn(account, envelope.from());
            var to = Stream.of(envelope.to(), envelope.cc(), envelope.bcc())
                    .flatMap(List::stream)
                    .map(Address::email)
                    .map(MailPath::of)
                    .toList();
            var from = envelope.from().isEmpty()
                    ? MailPath.of(account.address())
                    : MailPath.of(envelope.from().getFirst().email());
            var header = new ByteArrayInputStream((heading.text() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            var whole = new SequenceInputStream(header, rest);
            return submit(account, terms.apply(NewSubmission.of(from, to, whole)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The most octets that a message of this account may have, as far as is known. */
    public long largest(Account account) {
        var ours = settings.largest().toBytes();
        return sizes.of(account).map(theirs -> Math.min(ours, theirs.octets())).orElse(ours);
    }

    /** Somebody begins to write: what the server takes will be known soon, if it can be asked. */
    public void expect(Account account) {
        sizes.ask(account);
    }

    /** The submissions of an account, newest first. */
    public List<Submission> of(Account account) {
        return table.of(account.id());
    }

    /** How many submissions of these accounts a person has to look at, as not all who should got them. */
    public long unsent(Collection<AccountId> accounts) {
        return table.unsent(accounts);
    }

    /**
     * One of them.
     *
     * @throws MailFailure.NoSuchSubmission if the account has none with this id
     */
    public Submission require(Account account, String id) {
        return SubmissionId.of(id)
                .flatMap(known -> find(account, known))
                .orElseThrow(MailFailure.NoSuchSubmission::new);
    }

    /** One of them, if it is there. */
    public Optional<Submission> find(Account account, SubmissionId id) {
        return table.find(account.id(), id);
    }

    /**
     * Takes a submission back that is held or queued.
     *
     * @throws MailFailure.SubmissionUnderWay if it is too late for that
     */
    public Submission cancel(Account account, Submission submission) {
        return changed(
                account,
                submission,
                table.cancel(submission.id()),
                "This message is on its way already, so it cannot be taken back.");
    }

    /**
     * Has one sent again that failed, was taken back, or may have been sent: to all who do not have it for certain.
     *
     * @throws MailFailure.SubmissionUnderWay if it is on its way, or everybody has it
     * @throws MailFailure.TooManySent if its person sent too much lately
     */
    public Submission resend(Account account, Submission submission) {
        var now = require(account, submission.id().toString());
        var use = allowance.take(account, now.recipients().size());
        var isQueued = now.isRepeatable() && table.again(submission.id());
        if (!isQueued) {
            allowance.giveBack(use);
        }
        var queued = changed(
                account,
                submission,
                isQueued,
                "This message is on its way, or everybody has it, so it is not sent again.");
        events.publishEvent(new SubmissionTaken(queued, true));
        courier.soon();
        return queued;
    }

    /**
     * Lets an uncertain one count as sent, as its person knows better.
     *
     * @throws MailFailure.SubmissionUnderWay if it is not uncertain
     */
    public Submission believe(Account account, Submission submission) {
        var believed = changed(
                account,
                submission,
                table.believe(submission.id()),
                "Only a message that may have been sent can be taken for sent.");
        courier.soon();
        return believed;
    }

    /**
     * Forgets one that is over, and its message.
     *
     * @throws MailFailure.SubmissionUnderWay if it is not over
     */
    public void forget(Account account, Submission submission) {
        require(account, submission.id().toString());
        if (!table.remove(submission.id())) {
            throw new MailFailure.SubmissionUnderWay("This message is not over yet. Please take it back first.");
        }
        intake.remove(submission.id());
    }

    private Submission changed(Account account, Submission submission, boolean isChanged, String otherwise) {
        var now = require(account, submission.id().toString());
        if (!isChanged) {
            throw new MailFailure.SubmissionUnderWay(otherwise);
        }
        events.publishEvent(new SubmissionChanged(now));
        return now;
    }

    /**
     * The message as its Sent copy will be, to be edited and sent anew; close it. It is kept until everybody has it and its
     * copy is filed.
     */
    public InputStream content(Account account, Submission submission) {
        return intake.copy(account.id(), submission.id(), submission.size());
    }
}
