package io.lettergate.sending.drafts;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.Submission;
import io.lettergate.sending.outbox.Outbox;
import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes over all drafts by and by: those whose copies were left behind, and those that the outbox has. */
@Component
public class DraftRounds {

    private static final int AT_ONCE = 50;

    private final Drafts drafts;
    private final DraftTable table;
    private final Outbox outbox;
    private final Accounts accounts;
    private final Clock clock;

    DraftRounds(Drafts drafts, DraftTable table, Outbox outbox, Accounts accounts, Clock clock) {
        this.drafts = drafts;
        this.table = table;
        this.outbox = outbox;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Brings copies up to date that were left behind, as far as their servers can be asked when nobody is there. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT15S")
    public void catchUp() {
        for (var owned : table.unfiled(clock.instant().minus(Drafts.BETWEEN_COPIES), AT_ONCE)) {
            accounts.find(owned.account()).filter(accounts::storesPassword).ifPresent(account -> {
                drafts.file(account, owned.draft(), Drafts.Pace.AT_ONCE);
            });
        }
    }

    /** What was sent is no draft any more; what could not be sent is one again. */
    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT30S")
    public void followUp() {
        for (var owned : table.submitted()) {
            accounts.find(owned.account()).ifPresent(account -> followUp(account, owned.draft()));
        }
    }

    private void followUp(Account account, Draft draft) {
        try {
            var state =
                    outbox.require(account, String.valueOf(draft.submission())).state();
            if (state == Submission.State.SENT) {
                table.remove(draft.id());
            } else if (state == Submission.State.FAILED || state == Submission.State.CANCELLED) {
                table.submitted(draft.id(), null);
            }
        } catch (MailFailure.NoSuchSubmission forgotten) {
            table.remove(draft.id());
        }
    }
}
