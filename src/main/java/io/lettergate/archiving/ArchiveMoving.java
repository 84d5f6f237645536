package io.lettergate.archiving;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import java.util.List;
import java.util.stream.Gatherers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries out a plan, lot by lot, so that its owner's own requests come in between. A run that ends early has lost
 * nothing: what it moved is in its place, and the next run finds the rest.
 */
@Component
class ArchiveMoving {

    private static final Logger log = LoggerFactory.getLogger(ArchiveMoving.class);
    private static final int LOT = 200;

    private final ArchivePlans plans;
    private final JdbcArchiveRuns runs;
    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final Messages messages;

    ArchiveMoving(
            ArchivePlans plans, JdbcArchiveRuns runs, Mailboxes mailboxes, MailboxChanges changes, Messages messages) {
        this.plans = plans;
        this.runs = runs;
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.messages = messages;
    }

    /** Moves what the rule says, and notes how it went. */
    void move(Account account, ArchiveRule rule) {
        try {
            Background.run(() -> carryOut(account, plans.plan(account, rule)));
            runs.end(account.id(), null);
        } catch (MailFailure failure) {
            runs.end(account.id(), failure.sentence());
        } catch (RuntimeException fault) {
            log.error("Moving old mail of account {} to Archive failed", account.id(), fault);
            runs.end(account.id(), "Something failed that nobody foresaw. The operator finds it in the log.");
        }
    }

    private void carryOut(Account account, ArchivePlan plan) {
        var total = plan.messages();
        long moved = 0;
        runs.progress(account.id(), moved, total);
        for (var batch : plan.batches()) {
            var destination = destination(account, batch);
            for (var lot :
                    batch.messages().stream().gather(Gatherers.windowFixed(LOT)).toList()) {
                moved += move(account, lot, destination);
                runs.progress(account.id(), moved, total);
            }
        }
    }

    /** The mailbox of a year; it is made where there is none. */
    private Mailbox destination(Account account, ArchivePlan.Batch batch) {
        return mailboxes.all(account).stream()
                .filter(mailbox -> mailbox.name().equals(batch.destination()))
                .findFirst()
                .orElseGet(() -> make(account, batch));
    }

    private Mailbox make(Account account, ArchivePlan.Batch batch) {
        var archive = mailboxes
                .withRole(account, MailboxRole.ARCHIVE)
                .orElseGet(() -> changes.create(account, null, ArchivePlans.ARCHIVE, MailboxRole.ARCHIVE));
        return archive.delimiter() == null
                ? changes.create(account, null, batch.destination().value(), null)
                : changes.create(account, archive, String.valueOf(batch.year()), null);
    }

    /** What somebody else moved meanwhile is passed over. */
    private int move(Account account, List<MessageRef> lot, Mailbox destination) {
        try {
            return messages.move(account, lot, destination).size();
        } catch (MailFailure.MessageGone gone) {
            return 0;
        }
    }
}
