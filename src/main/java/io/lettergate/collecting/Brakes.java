package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Comparison.Matched;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops all removals where a server does something strange, until the person has looked at it. */
@Component
class Brakes {

    /** More than one in so many gone at once is strange: the stricter of the rules that were thought of. */
    private static final int ONE_IN = 5;

    /** Somebody who tidies up with another program takes a few away. */
    private static final int A_FEW = 5;

    private static final int USUAL = 100;
    private static final double SHARE = 0.3;

    private final KeepingTable keepings;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;

    Brakes(KeepingTable keepings, TransactionTemplate transaction, ApplicationEventPublisher events) {
        this.keepings = keepings;
        this.transaction = transaction;
        this.events = events;
    }

    /** Whether a mailbox shows nothing at all that was full before; it is believed the second time. */
    boolean isOdd(Keeping keeping, Comparison comparison, Matched matched) {
        return comparison.size() == 0
                && keeping.oddListings() == 0
                && matched.missing().stream().anyMatch(row -> row.isThere() && row.state() != RowState.DELE_SENT);
    }

    /** Looks at a listing before anything is done about it. */
    void look(Account account, Keeping keeping, Matched matched, List<Row> added) {
        var host = account.provider();
        if (isRenamed(matched)) {
            stop(
                    account,
                    keeping,
                    host + " gave new names to " + matched.renamed().size() + " messages that we know.");
        } else if (isEmptied(account, matched)) {
            stop(
                    account,
                    keeping,
                    missing(matched) + " messages are no longer on " + host + ", and it was not us who removed them.");
        }
        if (added.stream().anyMatch(Row::twin)) {
            var sentence = host + " gives one name to several messages. Those are collected, and never removed there.";
            keepings.notice(keeping, sentence);
            events.publishEvent(new CollectingChange.Collision(keeping.account(), sentence));
        }
        if (matched.same().keySet().stream().anyMatch(Brakes::isLastTimeInVain)) {
            keepings.notice(keeping, host + " says that it removes messages, and keeps them. We stopped trying.");
        }
    }

    /** The row is as it was before this listing. */
    private static boolean isLastTimeInVain(Row row) {
        return row.deleSentAt() != null && row.confirmed() && row.reappeared() >= Row.IN_VAIN - 1;
    }

    private static boolean isRenamed(Matched matched) {
        var known = matched.same().size()
                + matched.missing().size()
                + matched.renamed().size();
        return matched.renamed().size() * ONE_IN > known;
    }

    private static boolean isEmptied(Account account, Matched matched) {
        var there = missing(matched)
                + matched.same().keySet().stream().filter(Row::isThere).count();
        return !Servers.hidesCollected(account) && missing(matched) > A_FEW && missing(matched) * ONE_IN > there;
    }

    private static long missing(Matched matched) {
        return matched.missing().stream()
                .filter(row -> row.isThere() && row.state() != RowState.DELE_SENT)
                .count();
    }

    /** Whether more would leave at once than anybody expects; the person is then asked. */
    boolean isTooMuch(Account account, Keeping keeping, long unplanned, long there) {
        if (unplanned <= Math.max(USUAL, (long) (there * SHARE))) {
            return false;
        }
        stop(
                account,
                keeping,
                unplanned + " of " + there + " messages would leave " + account.provider()
                        + " at once, and you have not seen them in a plan.");
        return true;
    }

    /** What the person holds stays held by the person. */
    private void stop(Account account, Keeping keeping, String why) {
        transaction.executeWithoutResult(status -> {
            var isHeldByPerson = keeping.held() && keeping.heldBecause() == null;
            if (Severity.removes(keeping.window()) && !isHeldByPerson) {
                keepings.hold(account.id(), true, why + " Nothing is removed there until you have looked at the plan.");
            } else {
                keepings.notice(keeping, why);
            }
            events.publishEvent(new CollectingChange.Collision(account.id(), why));
        });
    }
}
