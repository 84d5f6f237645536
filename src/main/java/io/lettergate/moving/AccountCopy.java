package io.lettergate.moving;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.MailboxChanges;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.operations.spi.Progress;
import org.springframework.stereotype.Component;

/** Copies all mail of one account to another, mailbox by mailbox. What one mailbox lacks does not stop the others. */
@Component
class AccountCopy {

    private final Mailboxes mailboxes;
    private final MailboxChanges changes;
    private final MailboxCopy copy;

    AccountCopy(Mailboxes mailboxes, MailboxChanges changes, MailboxCopy copy) {
        this.mailboxes = mailboxes;
        this.changes = changes;
        this.copy = copy;
    }

    /** Copies what is not there yet, and counts it. */
    void run(Route route, Manner manner, CopyTally tally, Progress progress) {
        Background.run(() -> {
            var destinations = new Destinations(mailboxes, changes, route);
            var total =
                    destinations.sources().stream().mapToLong(Mailbox::messages).sum();
            for (var source : destinations.sources()) {
                progress.details(tally.json());
                progress.report(tally.seen(), Math.max(total, tally.seen()), source.label());
                one(new MailboxCopy.Job(route, source, manner, total), destinations, tally, progress);
            }
            progress.details(tally.json());
            progress.report(tally.seen(), tally.seen(), null);
        });
    }

    private void one(MailboxCopy.Job job, Destinations destinations, CopyTally tally, Progress progress) {
        var source = job.source();
        try {
            // All that is there has been copied out of its other mailboxes, unless it lies nowhere else.
            if (source.is(MailboxRole.ALL) && source.messages() == 0) {
                return;
            }
            copy.run(job, destinations.ready(destinations.of(source)), tally, progress);
        } catch (MailFailure.NoSuchMailbox
                | MailFailure.NotPermitted
                | MailFailure.MailboxNameRefused
                | MailFailure.MailboxExists
                | MailFailure.MailboxNeeded
                | MailFailure.CapabilityMissing
                | MailFailure.ServerRefused refused) {
            tally.failed(
                    new CopyTally.Failure(source.name().value(), "", refused.sentence()),
                    Math.max(1, source.messages()));
        }
    }
}
