package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Notices what other processes change, for those who watch here. */
@Component
class StorePolling {

    private final JdbcClient database;
    private final StoreBell bell;
    private Map<AccountId, Long> known = Map.of();

    StorePolling(JdbcClient database, StoreBell bell) {
        this.database = database;
        this.bell = bell;
    }

    @Scheduled(fixedDelayString = "PT1S")
    synchronized void poll() {
        var watched = bell.watched();
        if (watched.isEmpty()) {
            known = Map.of();
            return;
        }
        Map<AccountId, Long> now = new HashMap<>();
        database.sql("SELECT account_id, modseq FROM store_account").query(row -> {
            now.put(new AccountId(UUID.fromString(row.getString(1))), row.getLong(2));
        });
        now.keySet().retainAll(watched);
        now.forEach((account, modSeq) -> {
            if (!modSeq.equals(known.get(account))) {
                bell.ring(account);
            }
        });
        known = now;
    }
}
