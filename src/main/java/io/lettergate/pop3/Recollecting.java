package io.lettergate.pop3;

import io.lettergate.collecting.Claim;
import io.lettergate.collecting.Ledger;
import io.lettergate.collecting.Recollected;
import io.lettergate.store.Recollection;
import io.lettergate.store.Recollection.Collected;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Gives a ledger that was lost back what the store remembers, so that nothing is collected a second time. */
@Component
class Recollecting {

    private static final int AT_ONCE = 500;

    private final Recollection recollection;
    private final Ledger ledger;

    Recollecting(Recollection recollection, Ledger ledger) {
        this.recollection = recollection;
        this.ledger = ledger;
    }

    /** Before the first listing only: from then on the ledger knows better. */
    void beforeFirst(Claim claim) {
        if (!claim.isFirst()) {
            return;
        }
        List<Recollected> all = new ArrayList<>();
        recollection.of(claim.account(), collected -> all.add(recollected(collected)));
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            ledger.recollect(claim, all.subList(start, Math.min(all.size(), start + AT_ONCE)));
        }
    }

    private static Recollected recollected(Collected collected) {
        var origin = collected.origin();
        return new Recollected(
                origin.uidl(),
                origin.ordinal(),
                collected.copy(),
                collected.digest().hex(),
                collected.size(),
                origin.firstSeenAt(),
                collected.storedAt(),
                collected.subject(),
                collected.sender());
    }
}
