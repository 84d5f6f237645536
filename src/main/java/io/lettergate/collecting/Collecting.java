package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.collecting.spi.LocalCopies;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people do with the mail that is collected for them. An account whose server keeps its mail itself has none of
 * this: every method then throws {@link io.lettergate.mail.MailFailure.CapabilityMissing}.
 */
@Service
public class Collecting {

    /** Nobody needs to look more often than that where nothing has changed. */
    private final LedgerTable table;

    private final KeepingTable keepings;
    private final LookTable looks;
    private final GlanceTable glances;
    private final PlanTable plans;
    private final Planning planning;
    private final Removing removing;
    private final Verdicts verdicts;
    private final LedgerRows rows;
    private final LocalCopies copies;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final CollectingSettings settings;
    private final Clock clock;

    Collecting(
            LedgerTable table,
            KeepingTable keepings,
            LookTable looks,
            GlanceTable glances,
            PlanTable plans,
            Planning planning,
            Removing removing,
            Verdicts verdicts,
            LedgerRows rows,
            LocalCopies copies,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            CollectingSettings settings,
            Clock clock) {
        this.table = table;
        this.keepings = keepings;
        this.looks = looks;
        this.glances = glances;
        this.plans = plans;
        this.planning = planning;
        this.removing = removing;
        this.verdicts = verdicts;
        this.rows = rows;
        this.copies = copies;
        this.transaction = transaction;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    public Standing standing(Account account) {
        var keeping = keeping(account);
        var leavesAt = keeping.held() ? List.<Instant>of() : leavesAt(account, keeping);
        var first = leavesAt.stream().min(Comparator.naturalOrder());
        var here = copies.amount(account.id());
        var running = looks.running(account.id());
        return new Standing(
                keeping.window(),
                canTakeBack(keeping) ? keeping.previous() : null,
                keeping.removesFrom(),
                keeping.held(),
                keeping.heldBecause(),
                looks.last(account.id()).orElse(null),
                running.orElse(null),
                keeping.needsPassword() ? null : keeping.nextLookAt(),
                keeping.problem(),
                keeping.needsPassword(),
                keeping.notices(),
                here.messages(),
                here.octets(),
                table.count(account.id(), LedgerTable.Slice.THERE),
                table.octetsThere(account.id()),
                first.orElse(null),
                first.map(at -> onTheDayOf(at, leavesAt)).orElse(0L));
    }

    /** How several accounts stand, in short; those that are not collected, or were never looked at, are missing. */
    public Map<AccountId, Glance> glances(Collection<Account> accounts) {
        var collected = accounts.stream()
                .filter(account -> account.protocol() == Protocol.POP3)
                .map(Account::id)
                .toList();
        return collected.isEmpty() ? Map.of() : glances.of(collected);
    }

    private List<Instant> leavesAt(Account account, Keeping keeping) {
        var canLeave =
                Severity.removes(keeping.window()) ? table.there(account.id()) : table.removeWanted(account.id());
        return Verdicts.leaving(verdicts.of(account, keeping, canLeave))
                .flatMap(verdict -> Optional.ofNullable(verdict.leavesAt()).stream())
                .toList();
    }

    private static long onTheDayOf(Instant first, List<Instant> leavesAt) {
        var day = first.plus(Duration.ofDays(1));
        return leavesAt.stream().filter(at -> at.isBefore(day)).count();
    }

    /** Works out what a window would remove, and removes nothing. */
    public Plan plan(Account account, KeepOnServer window) {
        keeping(account);
        return planning.of(account, window);
    }

    /**
     * Sets the window.
     *
     * @param token of a plan for just this window; needed if it removes what the present one would not
     * @throws PlanNeeded without it
     */
    public Standing keep(Account account, KeepOnServer window, @Nullable String token) {
        keeping(account);
        var isSet = transaction.execute(status -> isSet(account, window, token));
        if (!Objects.requireNonNull(isSet)) {
            throw new PlanNeeded(planning.of(account, window));
        }
        removing.announce(account);
        return standing(account);
    }

    private boolean isSet(Account account, KeepOnServer window, @Nullable String token) {
        var keeping = keepings.of(account.id());
        if (planning.needsToken(keeping, window)) {
            var madeAt = token == null ? Optional.<Instant>empty() : plans.use(account.id(), window, token);
            if (madeAt.isEmpty()) {
                return false;
            }
            table.planned(account.id(), planning.leaving(account, keeping, window, madeAt.get()));
            if (keeping.heldBecause() != null) {
                keepings.hold(account.id(), false, null);
            }
        }
        set(account, keeping, window);
        return true;
    }

    private void set(Account account, Keeping keeping, KeepOnServer window) {
        var isHarsher = Severity.isHarsher(window, keeping.window());
        var removesFrom = planning.removesFrom(keeping, window);
        keepings.setWindow(
                account.id(),
                window,
                removesFrom,
                isHarsher ? keeping.window() : null,
                isHarsher ? keeping.removesFrom() : null,
                isHarsher);
        keepings.lookBy(account.id(), clock.instant().plus(window.pollEvery()));
        if (!window.equals(keeping.window())) {
            events.publishEvent(new WindowChanged(account.id(), keeping.window(), window));
        }
    }

    /** Goes back to the window before, while nothing has left under this one. */
    public Standing takeBack(Account account) {
        keeping(account);
        transaction.executeWithoutResult(status -> {
            var keeping = keepings.of(account.id());
            var previous = keeping.previous();
            if (previous == null || !canTakeBack(keeping)) {
                throw new MailFailure.UndoExpired();
            }
            keepings.setWindow(account.id(), previous, keeping.previousRemovesFrom(), null, null, false);
            events.publishEvent(new WindowChanged(account.id(), keeping.window(), previous));
        });
        return standing(account);
    }

    private boolean canTakeBack(Keeping keeping) {
        return keeping.previous() != null && !table.hasLeft(keeping.account(), keeping.setAt());
    }

    /** Holds everything: nothing leaves until this is called again with {@code false}. */
    public Standing hold(Account account, boolean held) {
        keeping(account);
        keepings.hold(account.id(), held, null);
        return standing(account);
    }

    /**
     * A page of the ledger.
     *
     * @throws IllegalArgumentException if the cursor is none
     */
    public LedgerPage ledger(Account account, LedgerPage.Filter filter, @Nullable String cursor, int limit) {
        keeping(account);
        return rows.page(account, filter, cursor, limit);
    }

    /** One row, by its key. */
    public LedgerRow row(Account account, String key) {
        keeping(account);
        return rows.shown(account, List.of(rows.require(account, key))).getFirst();
    }

    /** Keeps a message on the server whatever the window says, or no longer. */
    public LedgerRow pin(Account account, String key, boolean pinned) {
        keeping(account);
        var row = rows.require(account, key);
        transaction.executeWithoutResult(status -> {
            table.pin(account.id(), row.number(), pinned);
            if (pinned) {
                table.wantRemoved(account.id(), row.number(), false);
            }
        });
        return row(account, key);
    }

    /** Has a message removed from the server at the next look; ours stays. */
    public LedgerRow removeThere(Account account, String key) {
        keeping(account);
        var row = rows.require(account, key);
        if (row.state() != RowState.STORED || !row.isThere()) {
            throw new MailFailure.CapabilityMissing(
                    "keep-on-server",
                    "Only a message that is stored here and lies on the server can be removed there.");
        }
        transaction.executeWithoutResult(status -> {
            table.pin(account.id(), row.number(), false);
            table.wantRemoved(account.id(), row.number(), true);
            keepings.mustList(account.id());
            events.publishEvent(new RemovalOrdered(account.id()));
        });
        return row(account, key);
    }

    /** Takes {@link #removeThere} back, while it is still there. */
    public LedgerRow keepThere(Account account, String key) {
        keeping(account);
        table.wantRemoved(account.id(), rows.require(account, key).number(), false);
        return row(account, key);
    }

    /** Collects a message that was left out, as too large or for its age, at the next look. */
    public LedgerRow collect(Account account, String key) {
        keeping(account);
        transaction.executeWithoutResult(status -> {
            table.collect(account.id(), rows.require(account, key).number());
            keepings.mustList(account.id());
        });
        return row(account, key);
    }

    /** Looks now, or says which look goes on already. */
    public Look look(Account account) {
        keeping(account);
        return Objects.requireNonNull(transaction.execute(status -> {
            var keeping = keepings.of(account.id());
            var running = goingOn(account.id());
            var last = looks.last(account.id());
            var isFresh = keeping.needsPassword()
                    || last.filter(look -> isFresh(keeping, look)).isPresent();
            running.filter(look -> look.state() == Look.State.WAITING).ifPresent(look -> keepings.want(account.id()));
            return running.or(() -> isFresh ? last : Optional.empty()).orElseGet(() -> {
                keepings.want(account.id());
                events.publishEvent(new LookWanted(account.id()));
                return looks.await(account.id());
            });
        }));
    }

    /** The look that goes on or waits; one whose process died is over. */
    private Optional<Look> goingOn(AccountId account) {
        if (!keepings.isClaimed(account)) {
            looks.cutShort(account);
        }
        return looks.running(account);
    }

    private boolean isFresh(Keeping keeping, Look look) {
        return look.state() == Look.State.DONE
                && look.endedAt() != null
                && look.endedAt().plus(settings.fresh()).isAfter(clock.instant())
                && !keeping.mustList();
    }

    /** The looks of the last 90 days, newest first. */
    public List<Look> looks(Account account, int limit) {
        keeping(account);
        return looks.latest(account.id(), limit);
    }

    /**
     * Some of the looks of the last 90 days, newest first.
     *
     * @param before only those that began earlier; absent for the newest
     */
    public List<Look> looks(Account account, Look.Kind kind, @Nullable Instant before, int limit) {
        keeping(account);
        return looks.some(account.id(), kind, before == null ? Instant.MAX : before, limit);
    }

    /** Looks that changed something since then, newest first. */
    public List<Look> busySince(Account account, Instant since) {
        keeping(account);
        return looks.busySince(account.id(), since);
    }

    /** One look, by its id. */
    public Look look(Account account, String id) {
        keeping(account);
        return looks.find(account.id(), id).orElseThrow(MailFailure.NoSuchLook::new);
    }

    /** What was removed from the server in a look, message by message. */
    public List<LedgerRow> removedIn(Account account, String look) {
        keeping(account);
        return rows.shown(account, table.removedIn(account.id(), look));
    }

    /** Ends the look that goes on; what was collected stays. */
    public void stop(Account account) {
        keeping(account);
        looks.stop(account.id());
    }

    /** Where messages live beside here; those that were not collected are missing. */
    public Map<MessageRef, Whereabouts> whereabouts(Account account, Collection<MessageRef> messages) {
        keeping(account);
        return rows.whereabouts(account, messages);
    }

    private Keeping keeping(Account account) {
        if (account.protocol() != Protocol.POP3) {
            throw new MailFailure.CapabilityMissing(
                    "keep-on-server", "The server of this account keeps its mail itself, so nothing is collected.");
        }
        return keepings.of(account.id());
    }
}
