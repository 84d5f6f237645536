package io.lettergate.auth.sessions;

import io.lettergate.auth.FactorsTakenAway;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Signs every browser of somebody out when the operator changes how they sign in; all nodes see that within seconds. */
@Component
class EndingAll {

    private final BrowserTable table;

    EndingAll(BrowserTable table) {
        this.table = table;
    }

    @EventListener
    void hear(FactorsTakenAway taken) {
        table.of(taken.person()).stream()
                .filter(browser -> browser.ended() == null)
                .forEach(browser -> table.revoke(browser.id(), null));
    }
}
