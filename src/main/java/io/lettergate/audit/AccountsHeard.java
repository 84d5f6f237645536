package io.lettergate.audit;

import io.lettergate.accounts.AccountLinked;
import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.AccountRested;
import io.lettergate.accounts.PasswordReplaced;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down what becomes of accounts. */
@Component
class AccountsHeard {

    private final AuditLog log;

    AccountsHeard(AuditLog log) {
        this.log = log;
    }

    @EventListener
    void linked(AccountLinked linked) {
        log.write(Note.of(AuditKind.ACCOUNT_LINKED).by(linked.owner()).about(linked.account()));
    }

    @EventListener
    void moved(AccountMoved moved) {
        log.write(Note.of(AuditKind.ACCOUNT_MOVED).by(moved.owner()).about(moved.account()));
    }

    @EventListener
    void rested(AccountRested rested) {
        log.write(Note.of(AuditKind.ACCOUNT_RESTED).by(rested.owner()).about(rested.account()));
    }

    @EventListener
    void removed(AccountRemoved removed) {
        log.write(Note.of(AuditKind.ACCOUNT_REMOVED).by(removed.owner()).about(removed.account()));
    }

    @EventListener
    void replaced(PasswordReplaced replaced) {
        log.write(Note.of(AuditKind.PASSWORD_REPLACED).about(replaced.account()));
    }
}
