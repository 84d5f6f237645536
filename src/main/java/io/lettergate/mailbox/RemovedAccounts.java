package io.lettergate.mailbox;

import io.lettergate.accounts.AccountRemoved;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Forgets what was noted about the mailboxes of accounts that are gone. */
@Repository
class RemovedAccounts {

    private final JdbcClient database;

    RemovedAccounts(JdbcClient database) {
        this.database = database;
    }

    @EventListener
    void forget(AccountRemoved removed) {
        var account = removed.account().toString();
        database.sql("DELETE FROM mailbox_role WHERE account_id = ?")
                .param(account)
                .update();
        database.sql("DELETE FROM unfinished_move WHERE account_id = ?")
                .param(account)
                .update();
    }
}
