package io.lettergate.collecting;

import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.PasswordChanged;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tries again what was given up, when the person has done something about it. */
@Component
class PasswordsHeard {

    private final KeepingTable keepings;

    PasswordsHeard(KeepingTable keepings) {
        this.keepings = keepings;
    }

    @EventListener
    void changed(PasswordChanged password) {
        keepings.tryAgain(password.account());
    }

    @EventListener
    void moved(AccountMoved moved) {
        keepings.tryAgain(moved.account());
    }
}
