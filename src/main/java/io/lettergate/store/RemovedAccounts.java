package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import java.io.IOException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Removes the journals of accounts that are gone, so that nothing brings their mail back. That is noted together with the
 * end of the account and done after it, however often a crash comes between. The message files follow as garbage, once no
 * journal speaks of them.
 */
@Component
class RemovedAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(RemovedAccounts.class);

    private final Journal journal;
    private final JdbcClient database;

    RemovedAccounts(Journal journal, JdbcClient database) {
        this.journal = journal;
        this.database = database;
    }

    @EventListener
    void note(AccountRemoved removed) {
        database.sql("INSERT INTO store_removed_account (account_id) VALUES (?)")
                .param(removed.account().toString())
                .update();
    }

    /** The note stays until the next round, as nothing can be written while the transaction ends. */
    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountRemoved removed) {
        try {
            journal.forget(removed.account());
        } catch (IOException later) {
            LOG.warn("journal stays for now account={}", removed.account(), later);
        }
    }

    /** Does what a crash left undone, and crosses out what is done. */
    @EventListener(ApplicationReadyEvent.class)
    void forgetAll() throws IOException {
        var left = database.sql("SELECT account_id FROM store_removed_account")
                .query(String.class)
                .list();
        for (var account : left) {
            journal.forget(new AccountId(UUID.fromString(account)));
            database.sql("DELETE FROM store_removed_account WHERE account_id = ?")
                    .param(account)
                    .update();
        }
    }
}
