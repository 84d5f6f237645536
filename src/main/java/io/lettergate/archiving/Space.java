package io.lettergate.archiving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mailbox.Background;
import io.lettergate.mailbox.Inventory;
import io.lettergate.mailbox.Mailboxes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskExecutor;
import org.springframework.stereotype.Service;

/**
 * Says what takes the space of an account. Servers do not keep such a tally, so every message's size is asked for, lot by
 * lot in the background; the result stays in memory for an hour.
 */
@Service
public class Space {

    private static final Logger log = LoggerFactory.getLogger(Space.class);
    private static final long MOST_MESSAGES = 2_000_000;

    private final Mailboxes mailboxes;
    private final Inventory inventory;
    private final TaskExecutor executor;
    private final Clock clock;
    private final Set<AccountId> underWay = ConcurrentHashMap.newKeySet();
    private final Cache<AccountId, SpaceReport> reports = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofHours(1))
            .maximumSize(1_000)
            .build();

    Space(Mailboxes mailboxes, Inventory inventory, TaskExecutor applicationTaskExecutor, Clock clock) {
        this.mailboxes = mailboxes;
        this.inventory = inventory;
        this.executor = applicationTaskExecutor;
        this.clock = clock;
    }

    /** The latest report, while it is made too; absent if nobody has asked for one of late. */
    public Optional<SpaceReport> report(Account account) {
        return Optional.ofNullable(reports.getIfPresent(account.id()));
    }

    /** Begins to look, in the background; looking that is under way goes on instead. */
    public SpaceReport look(Account account) {
        var everything = weighable(mailboxes.all(account));
        var tally =
                new SpaceTally(everything.stream().mapToLong(Mailbox::messages).sum());
        if (!underWay.add(account.id())) {
            return report(account).orElseGet(() -> tally.report(clock.instant(), false, null));
        }
        var begun = tally.report(clock.instant(), false, null);
        reports.put(account.id(), begun);
        executor.execute(() -> weigh(account, everything, tally));
        return begun;
    }

    /** Mailboxes that only show what is in others would count it twice. */
    private static List<Mailbox> weighable(List<Mailbox> all) {
        return all.stream()
                .filter(mailbox -> mailbox.selectable())
                .filter(mailbox -> !mailbox.is(MailboxRole.ALL) && !mailbox.is(MailboxRole.FLAGGED))
                .toList();
    }

    private void weigh(Account account, List<Mailbox> everything, SpaceTally tally) {
        try {
            Background.run(() -> everything.forEach(mailbox -> weigh(account, mailbox, tally)));
            keep(account, tally.report(clock.instant(), true, null));
        } catch (MailFailure failure) {
            keep(account, tally.report(clock.instant(), true, failure.sentence()));
        } catch (RuntimeException fault) {
            log.error("Looking what takes the space of account {} failed", account.id(), fault);
            keep(account, tally.report(clock.instant(), true, "Something failed that nobody foresaw."));
        } finally {
            underWay.remove(account.id());
        }
    }

    private void weigh(Account account, Mailbox mailbox, SpaceTally tally) {
        for (long first = 1; first < MOST_MESSAGES; first += Inventory.LOT) {
            var lot = inventory.weigh(account, mailbox.name(), first);
            tally.add(mailbox, lot);
            keep(account, tally.report(clock.instant(), false, null));
            if (lot.isEmpty()) {
                return;
            }
        }
    }

    private void keep(Account account, SpaceReport report) {
        reports.put(account.id(), report);
    }
}
