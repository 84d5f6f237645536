package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Messages;
import io.lettergate.mime.MessageWriter;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.mime.OutgoingMessage;
import io.lettergate.sending.KeyedRequest;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Original;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands drafts to the outbox, and takes them back as long as nobody has them. */
@Component
class HandingOver {

    private final DraftTable table;
    private final Composing composing;
    private final Messages messages;
    private final Outbox outbox;
    private final Clock clock;

    HandingOver(DraftTable table, Composing composing, Messages messages, Outbox outbox, Clock clock) {
        this.table = table;
        this.composing = composing;
        this.messages = messages;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * How it is sent.
     *
     * @param undo how long it can be taken back
     * @param sendAt not before this; absent for now
     * @param request which counts once; absent where it has no key
     */
    record Terms(
            Duration undo,
            @Nullable Instant sendAt,
            @Nullable KeyedRequest request) {}

    Submission send(Account account, Draft draft, Terms terms) {
        var message = composing.toSend(account, draft, date(terms.sendAt()));
        var submission = composing.read(
                message,
                MessageWriter.Copy.SENT_OUT,
                octets -> outbox.submit(account, wanted(account, draft, message, octets, terms)));
        table.submitted(draft.id(), submission.id().toString());
        return submission;
    }

    /** What waits for its time is as new then as any other message, and not days old. */
    private Instant date(@Nullable Instant sendAt) {
        var now = clock.instant();
        return sendAt == null || sendAt.isBefore(now) ? now : sendAt;
    }

    private NewSubmission wanted(
            Account account, Draft draft, OutgoingMessage message, InputStream octets, Terms terms) {
        return NewSubmission.of(MailPath.of(message.from().email()), everybody(message), octets)
                .withCopyHeader(MessageWriter.hiddenFields(message))
                .at(terms.sendAt(), terms.undo())
                .about(original(account, draft))
                .from(draft.copy())
                .once(key(draft))
                .asked(terms.request());
    }

    private static List<MailPath> everybody(OutgoingMessage message) {
        return message.receivers().all().stream()
                .map(OutgoingAddress::email)
                .distinct()
                .map(MailPath::of)
                .toList();
    }

    /** The same words of the same draft are one message; others under its id are another, as a page that was gone back to. */
    private static String key(Draft draft) {
        var words = draft.content().toString().getBytes(StandardCharsets.UTF_8);
        return DraftTable.keyBegins(draft) + UUID.nameUUIDFromBytes(words);
    }

    private @Nullable Original original(Account account, Draft draft) {
        var source = draft.content().original();
        try {
            return source == null ? null : new Original(messages.locate(account, source.message()), source.kind());
        } catch (MailFailure gone) {
            return null;
        }
    }

    /**
     * Makes a draft of it again.
     *
     * @throws MailFailure.SubmissionUnderWay if it is too late for that
     */
    void takeBack(Account account, Draft draft, String id) {
        var submission = outbox.require(account, id);
        if (submission.isReceived()) {
            throw new MailFailure.SubmissionUnderWay("Some have this message already, so it is not taken back as a"
                    + " whole. The outbox has who misses it.");
        }
        if (submission.isCancellable()) {
            outbox.cancel(account, submission);
        } else if (submission.state() != Submission.State.CANCELLED) {
            throw new MailFailure.SubmissionUnderWay("It is too late to take this message back.");
        }
        table.submitted(draft.id(), null);
    }
}
