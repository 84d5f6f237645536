package io.lettergate.sending;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.sending.spi.MailSubmitter;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Messages on their way out. What it took is on disk before it answers, and is sent by and by, never twice in silence. */
@Service
public class Outbox {

    private static final Duration LONGEST_UNDO = Duration.ofMinutes(10);
    private static final int LONGEST_KEY = 255;

    private final SubmissionTable table;
    private final Intake intake;
    private final Courier courier;
    private final OutgoingServers servers;
    private final ObjectProvider<MailSubmitter> submitters;
    private final SendingSettings settings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(
            SubmissionTable table,
            Intake intake,
            Courier courier,
            OutgoingServers servers,
            ObjectProvider<MailSubmitter> submitters,
            SendingSettings settings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.intake = intake;
        this.courier = courier;
        this.servers = servers;
        this.submitters = submitters;
        this.settings = settings;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes a message to be sent.
     *
     * @return as it stands now: held or queued; with a key that was used in the last day, the submission of then
     * @throws MailFailure if nobody gets it, if it is too large, or if it is no message that can be sent
     */
    public Submission submit(Account account, NewSubmission wanted) {
        var key = wanted.idempotencyKey();
        if (key != null) {
            requireKey(key);
            var before = table.withKey(account.id(), key);
            if (before.isPresent()) {
                return before.get();
            }
        }
        var to = recipients(wanted.to());
        var sendAt = time(wanted);
        var taken = intake.take(account.id(), wanted, largest(account));
        var original = wanted.original();
        var draft = wanted.draft();
        var isNew = table.add(
                account.id(),
                wanted,
                to,
                taken,
                sendAt,
                original == null ? null : OpaqueId.of(original.message()).value(),
                draft == null ? null : OpaqueId.of(draft).value());
        if (!isNew) {
            intake.remove(taken.id());
            return table.withKey(account.id(), String.valueOf(key)).orElseThrow();
        }
        var submission = table.find(account.id(), taken.id()).orElseThrow(MailFailure.NoSuchSubmission::new);
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

    private static void requireKey(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY || key.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            throw new IllegalArgumentException("A key has 1 to " + LONGEST_KEY + " ASCII characters");
        }
    }

    /** Everybody once. */
    private List<MailPath> recipients(List<MailPath> wanted) {
        Map<String, MailPath> each = new LinkedHashMap<>();
        wanted.stream()
                .filter(path -> !path.value().isEmpty())
                .forEach(path -> each.putIfAbsent(path.wire().toLowerCase(Locale.ROOT), path));
        if (each.isEmpty()) {
            throw new MailFailure.RecipientMissing();
        }
        if (each.size() > settings.recipients()) {
            throw new MailFailure.MessageUnfit("it goes to " + each.size() + " people, and no more than "
                    + settings.recipients() + " are served at once");
        }
        return List.copyOf(each.values());
    }

    private Instant time(NewSubmission wanted) {
        var now = clock.instant();
        if (wanted.undo().isNegative() || wanted.undo().compareTo(LONGEST_UNDO) > 0) {
            throw new IllegalArgumentException("A message can be held back for up to " + LONGEST_UNDO.toSeconds()
                    + " seconds; to send it later, say when");
        }
        var undo = now.plus(wanted.undo());
        var at = wanted.sendAt();
        if (at != null && at.isAfter(now.plus(settings.latest()))) {
            throw new IllegalArgumentException(
                    "A message can be sent up to " + settings.latest().toDays() + " days from now");
        }
        return at == null || at.isBefore(undo) ? undo : at;
    }

    /** The most octets that a message of this account may have, as far as is known. */
    public long largest(Account account) {
        var ours = settings.largest().toBytes();
        var theirs = servers.of(account).stream()
                .flatMap(access -> submitters.stream().map(submitter -> submitter.largest(access)))
                .flatMapToLong(OptionalLong::stream)
                .min();
        return Math.min(ours, theirs.orElse(ours));
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
                .flatMap(known -> table.find(account.id(), known))
                .orElseThrow(MailFailure.NoSuchSubmission::new);
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
     */
    public Submission resend(Account account, Submission submission) {
        var now = require(account, submission.id().toString());
        var queued = changed(
                account,
                submission,
                now.isRepeatable() && table.again(submission.id()),
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
