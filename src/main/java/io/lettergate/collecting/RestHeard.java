package io.lettergate.collecting;

import io.lettergate.accounts.AccountRested;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets an account rest that has no password any more: nobody looks, and a look that goes on is over. */
@Component
class RestHeard {

    private final KeepingTable keepings;
    private final LookTable looks;

    RestHeard(KeepingTable keepings, LookTable looks) {
        this.keepings = keepings;
        this.looks = looks;
    }

    @EventListener
    void rested(AccountRested rested) {
        keepings.rest(rested.account());
        looks.rest(rested.account());
    }
}
