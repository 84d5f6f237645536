package io.lettergate.events;

import io.lettergate.accounts.AccountRemoved;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells the person that an account is gone, and forgets what happened to it; whoever watched it has stopped by then. */
@Component
class RemovedAccounts {

    private final EventLog log;
    private final Leases leases;

    RemovedAccounts(EventLog log, Leases leases) {
        this.log = log;
        this.leases = leases;
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void forget(AccountRemoved removed) {
        log.removed(removed);
        leases.forget(removed.account());
    }
}
