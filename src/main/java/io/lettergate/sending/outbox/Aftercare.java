package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.Messages;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what is left when a message is sent: files its copy, marks what it answers, removes what it was written from. What
 * fails is tried again on its own, and never makes a sent message look unsent.
 */
@Component
class Aftercare {

    private static final Logger LOG = LoggerFactory.getLogger(Aftercare.class);
    private static final String UNFORESEEN = "Something failed that nobody foresaw. The operator finds it in the log.";
    /** With the usual pauses two days. */
    private static final int PATIENCE = 50;

    private final SubmissionClaims claims;
    private final SubmissionTable table;
    private final SentCopies copies;
    private final Intake intake;
    private final Accounts accounts;
    private final Messages messages;
    private final SendingSettings settings;
    private final Clock clock;

    Aftercare(
            SubmissionClaims claims,
            SubmissionTable table,
            SentCopies copies,
            Intake intake,
            Accounts accounts,
            Messages messages,
            SendingSettings settings,
            Clock clock) {
        this.claims = claims;
        this.table = table;
        this.copies = copies;
        this.intake = intake;
        this.accounts = accounts;
        this.messages = messages;
        this.settings = settings;
        this.clock = clock;
    }

    void carryOut(Entry entry) {
        try {
            Background.run(() -> care(entry));
        } catch (RuntimeException unforeseen) {
            LOG.error("submission={} care failed", entry.id(), unforeseen);
            putOff(entry);
        }
    }

    private void care(Entry entry) {
        var account = accounts.find(entry.submission().account()).orElse(null);
        if (account == null) {
            claims.cared(entry, null);
        } else if (entry.submission().state() == State.UNCERTAIN
                && entry.submission().sentAt() == null) {
            lookForProof(account, entry);
        } else if (entry.submission().sentAt() == null) {
            // It was in doubt, and is sent again: what follows from sending waits until it is sent.
            claims.cared(entry, null);
        } else {
            var steps = List.of(
                    step(entry, () -> copy(account, entry)),
                    step(entry, () -> mark(account, entry)),
                    step(entry, () -> removeDraft(account, entry)));
            if (steps.contains(false)) {
                putOff(entry);
            } else {
                end(entry);
            }
        }
    }

    /** Who files it, took it. */
    private void lookForProof(Account account, Entry entry) {
        var isProven = step(entry, () -> {
            if (copies.areFiledByProvider(account) && copies.isThere(account, entry.submission())) {
                table.believe(entry.id());
            }
        });
        LOG.info("submission={} looked for proof={}", entry.id(), isProven);
        if (table.entry(entry.id())
                .filter(now -> now.submission().state() == State.UNCERTAIN)
                .isPresent()) {
            claims.cared(entry, null);
        } else {
            claims.cared(entry, clock.instant());
        }
    }

    private static boolean step(Entry entry, Runnable work) {
        try {
            work.run();
            return true;
        } catch (MailFailure failure) {
            LOG.info("submission={} care waits={}", entry.id(), failure.sentence());
            return false;
        }
    }

    private void copy(Account account, Entry entry) {
        if (entry.submission().copy() != Copy.PENDING) {
            return;
        }
        if (copies.areFiledByProvider(account)) {
            claims.copied(entry, Copy.PROVIDER, null);
            return;
        }
        try {
            copies.file(account, entry.submission());
            claims.copied(entry, Copy.FILED, null);
        } catch (MailFailure failure) {
            var isOver = entry.careAttempts() >= PATIENCE || failure instanceof MailFailure.CopyDamaged;
            claims.copied(entry, isOver ? Copy.FAILED : Copy.PENDING, failure.sentence());
            throw failure;
        } catch (RuntimeException unforeseen) {
            claims.copied(entry, Copy.PENDING, UNFORESEEN);
            throw unforeseen;
        }
    }

    private void mark(Account account, Entry entry) {
        var original = entry.original();
        var kind = entry.originalKind();
        if (original == null || kind == null) {
            return;
        }
        try {
            var flag = switch (kind) {
                case ANSWERED -> Flag.ANSWERED;
                case FORWARDED -> Flag.FORWARDED;
            };
            messages.flag(account, List.of(messages.locate(account, original)), Set.of(flag), Set.of());
        } catch (MailFailure.NoSuchMessage
                | MailFailure.MessageGone
                | MailFailure.MailboxReset
                | MailFailure.NotPermitted
                | MailFailure.ServerRefused never) {
            LOG.info("submission={} original stays unmarked={}", entry.id(), never.sentence());
        }
        claims.marked(entry);
    }

    /** Where nobody keeps a copy, the draft is kept in Trash. */
    private void removeDraft(Account account, Entry entry) {
        var draft = entry.draft();
        if (draft == null) {
            return;
        }
        try {
            var place = List.of(messages.locate(account, draft));
            if (entry.submission().copy() == Copy.NONE) {
                messages.discard(account, place);
            } else {
                messages.delete(account, place);
            }
        } catch (MailFailure.NoSuchMessage | MailFailure.MessageGone | MailFailure.MailboxReset gone) {
            LOG.info("submission={} draft is gone={}", entry.id(), gone.sentence());
        }
        claims.draftGone(entry);
    }

    private void putOff(Entry entry) {
        var isOver = entry.careAttempts() >= PATIENCE;
        var next = clock.instant().plus(settings.wait(entry.careAttempts() + 1));
        claims.cared(entry, isOver ? null : next);
    }

    /** What everybody has and what is filed need not be kept here. */
    private void end(Entry entry) {
        claims.cared(entry, null);
        table.entry(entry.id())
                .map(Entry::submission)
                .filter(now -> now.state() == State.SENT && !now.isRepeatable())
                .filter(now -> now.copy() != Copy.PENDING && now.copy() != Copy.FAILED)
                .ifPresent(now -> intake.remove(now.id()));
    }
}
