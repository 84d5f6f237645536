package io.lettergate.auth;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Asks for the second factor again in every browser once it is another one. */
@Component
class Distrusting {

    private final ObjectProvider<BrowserTrust> trust;

    Distrusting(ObjectProvider<BrowserTrust> trust) {
        this.trust = trust;
    }

    @EventListener
    void hear(SecondFactorChanged changed) {
        trust.forEach(known -> known.distrustAll(changed.person()));
    }
}
