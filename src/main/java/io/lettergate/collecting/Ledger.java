package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The book of every message that was ever seen on a server, as it is kept by whoever looks: each step is one transaction,
 * in which the claim has to hold.
 */
@Service
public class Ledger {

    private static final int MOST_ATTEMPTS = 5;

    private final LedgerTable table;
    private final KeepingTable keepings;
    private final LookTable looks;
    private final Claims claims;
    private final Reconciling reconciling;
    private final Removing removing;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Ledger(
            LedgerTable table,
            KeepingTable keepings,
            LookTable looks,
            Claims claims,
            Reconciling reconciling,
            Removing removing,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.keepings = keepings;
        this.looks = looks;
        this.claims = claims;
        this.reconciling = reconciling;
        this.removing = removing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Whether there is something to do even though nothing has changed on the server. */
    public boolean hasWork(Claim claim) {
        return table.hasWaiting(account(claim), clock.instant()) || removing.mayHaveWork(claim);
    }

    /** Compares a listing to what is known, and writes nothing. */
    public Comparison compare(Claim claim, List<Seen> listing) {
        return reconciling.compare(claim, listing);
    }

    /**
     * Enters what a listing showed.
     *
     * @param isWhole whether it was read to its end and agrees with what the server counts; only then anything is told
     *     from what it does not show
     * @param octets how many the server counts
     */
    public Reconciled reconcile(
            Claim claim, Comparison comparison, Map<Integer, Heading> headings, boolean isWhole, long octets) {
        var matched = comparison.match(headings);
        return Objects.requireNonNull(transaction.execute(status -> {
            claims.renew(claim);
            return reconciling.reconcile(claim, comparison, matched, headings, isWhole, octets);
        }));
    }

    /**
     * Enters copies that the store has and the ledger lost. They count as missing on the server until a listing shows them,
     * so that nothing strange is seen in those that left it long ago.
     */
    public void recollect(Claim claim, List<Recollected> copies) {
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.recollect(account(claim), copies, clock.instant());
        });
    }

    /** Notes copies, in the transaction that stores them. */
    public void stored(Claim claim, List<Stored> copies) {
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.stored(account(claim), copies, clock.instant());
            looks.collected(
                    claim.look(),
                    copies.size(),
                    copies.stream().mapToLong(Stored::size).sum());
        });
    }

    /** Notes that a message could not be collected; after several attempts no more are made. */
    public void failed(Claim claim, long row, String why) {
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.row(account(claim), row)
                    .filter(one -> one.state() == RowState.NEW)
                    .ifPresent(one -> {
                        var attempts = one.attempts() + 1;
                        var state = attempts >= MOST_ATTEMPTS ? RowState.QUARANTINED : RowState.NEW;
                        var pause = Duration.ofMinutes(1L << (2 * Math.min(attempts, MOST_ATTEMPTS) - 2));
                        table.failed(
                                account(claim),
                                row,
                                state,
                                attempts,
                                clock.instant().plus(pause),
                                why);
                    });
        });
    }

    /**
     * What may be removed from the server now: only what was stored before this session listed it again, whose copy was
     * read again and is whole or was removed by the person. No transaction lasts as long as that.
     *
     * @param present as {@link Reconciled} told
     */
    public List<Removal> leaving(Claim claim, Map<Long, Integer> present, int most) {
        transaction.executeWithoutResult(status -> claims.renew(claim));
        var due = removing.due(claim, present.keySet(), most);
        return removing.proven(claim, due).stream()
                .map(row -> new Removal(row.number(), present.getOrDefault(row.number(), 0)))
                .toList();
    }

    /**
     * Notes that the server has promised to remove them; to be called before the session ends, or it must not end well.
     *
     * @return false where the person thought better of any of them meanwhile: nothing is noted then, and the server has to
     *     forget its promise
     */
    public boolean promised(Claim claim, Collection<Long> rows) {
        return rows.isEmpty()
                || Boolean.TRUE.equals(transaction.execute(status -> {
                    claims.renew(claim);
                    var mayLeave = removing.mayStillLeave(claim, Set.copyOf(rows));
                    if (mayLeave) {
                        table.deleSent(account(claim), rows, claim.look(), clock.instant());
                        keepings.mustList(account(claim));
                        looks.removed(claim.look(), rows.size());
                    }
                    return mayLeave;
                }));
    }

    /** Tells the person of a message that is too large to be collected unasked, once. */
    public void leftThere(Claim claim, Wanted message, Heading heading) {
        removing.leftThere(claim.account(), message, heading);
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.describe(account(claim), message.row(), heading);
        });
    }

    /** Notes that the server does not want to remove one. */
    public void refused(Claim claim, long row, String words) {
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.problem(account(claim), row, "The server did not remove it: " + words);
        });
    }

    /** Notes that the session ended well, so that what was promised should be done. */
    public void confirmed(Claim claim) {
        transaction.executeWithoutResult(status -> {
            claims.renew(claim);
            table.confirm(account(claim), claim.look());
        });
    }

    /** Tells the person something of the server, once. */
    public void notice(Claim claim, String sentence) {
        keepings.notice(keepings.of(account(claim)), sentence);
    }

    /** Takes back what is no longer so. */
    public void withdraw(Claim claim, String sentence) {
        keepings.withdraw(keepings.of(account(claim)), sentence);
    }

    /** Tells the person in time of what will leave. Not part of a transaction, as the letter is one of its own. */
    public void announce(Claim claim) {
        removing.announce(claim.account());
    }

    private static AccountId account(Claim claim) {
        return claim.account().id();
    }
}
