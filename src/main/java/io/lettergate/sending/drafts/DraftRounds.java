package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Background;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.sending.uploads.Uploads;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes over all drafts by and by: those whose copies were left behind, and those that the outbox has. */
@Component
public class DraftRounds {

    private static final Logger LOG = LoggerFactory.getLogger(DraftRounds.class);
    private static final int AT_ONCE = 50;
    private static final Duration KEYS_COUNT = Duration.ofHours(24);

    private final Drafts drafts;
    private final DraftTable table;
    private final DraftCopies copies;
    private final Uploads uploads;
    private final Outbox outbox;
    private final Accounts accounts;
    private final Executor executor;
    private final Clock clock;
    private final AtomicBoolean isUnderWay = new AtomicBoolean();

    DraftRounds(
            Drafts drafts,
            DraftTable table,
            DraftCopies copies,
            Uploads uploads,
            Outbox outbox,
            Accounts accounts,
            Executor applicationTaskExecutor,
            Clock clock) {
        this.drafts = drafts;
        this.table = table;
        this.copies = copies;
        this.uploads = uploads;
        this.outbox = outbox;
        this.accounts = accounts;
        this.executor = applicationTaskExecutor;
        this.clock = clock;
    }

    /** In a thread of its own: a server may let it wait, and what is done each second, as sending, must not wait with it. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT15S")
    void begin() {
        if (!isUnderWay.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(this::goOver);
        } catch (RejectedExecutionException full) {
            isUnderWay.set(false);
            LOG.warn("drafts not gone over reason={}", full.getMessage());
        }
    }

    private void goOver() {
        try {
            catchUp();
            followUp();
        } catch (RuntimeException notNow) {
            LOG.warn("drafts not gone over", notNow);
        } finally {
            isUnderWay.set(false);
        }
    }

    /** Brings copies up to date that were left behind, as far as their servers can be asked when nobody is there. */
    public void catchUp() {
        for (var owned : table.unfiled(clock.instant().minus(Drafts.BETWEEN_COPIES), AT_ONCE)) {
            accounts.find(owned.account()).filter(accounts::storesPassword).ifPresent(account -> {
                drafts.file(account, owned.draft(), Drafts.Pace.AT_ONCE);
            });
        }
    }

    /** What was sent is no draft any more; what could not be sent is one again. */
    public void followUp() {
        table.noteTaken(clock.instant().minus(KEYS_COUNT));
        for (var owned : table.submitted()) {
            accounts.find(owned.account()).ifPresent(account -> followUp(account, owned.draft()));
        }
    }

    private void followUp(Account account, Draft draft) {
        try {
            var submission = outbox.require(account, String.valueOf(draft.submission()));
            if (submission.state() == Submission.State.SENT) {
                forget(account, draft, submission);
            } else if (isUnsent(submission)) {
                table.submitted(draft.id(), null);
            }
        } catch (MailFailure.NoSuchSubmission forgotten) {
            table.remove(draft.id());
        }
    }

    /** Of what some have, only those are written to who miss it, and that is what the outbox makes drafts of. */
    private static boolean isUnsent(Submission submission) {
        var isOver = submission.state() == Submission.State.FAILED || submission.state() == Submission.State.CANCELLED;
        return isOver && !submission.isReceived();
    }

    /** Its files go with it. Where nobody files a copy, its own goes to Trash with what else is done when it is sent. */
    private void forget(Account account, Draft draft, Submission submission) {
        try {
            if (submission.copy() != Submission.Copy.NONE) {
                Background.run(() -> copies.removeSent(account, draft));
            }
            table.remove(draft.id());
            uploads.release(account, draft.content().files());
        } catch (MailFailure notNow) {
            LOG.info("draft of what was sent stays account={} reason={}", account.id(), notNow.sentence());
        }
    }
}
