package io.lettergate.auth.limits;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** The table of networks that people signed in from. */
@Repository
class KnownNetworks {

    private final JdbcClient database;
    private final Clock clock;
    private final LimitsSettings settings;

    KnownNetworks(JdbcClient database, Clock clock, LimitsSettings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
    }

    boolean has(String address, Client client) {
        return database.sql("SELECT COUNT(*) FROM known_network WHERE address = ? AND network = ? AND seen_at >= ?")
                        .params(Names.of(address), Names.of(client.network()), oldest())
                        .query(Long.class)
                        .single()
                > 0;
    }

    void keep(String address, Client client) {
        database.sql("""
                        INSERT INTO known_network (address, network, seen_at) VALUES (?, ?, ?)
                        ON CONFLICT (address, network) DO UPDATE SET seen_at = excluded.seen_at""")
                .params(Names.of(address), Names.of(client.network()), clock.millis())
                .update();
    }

    @Scheduled(fixedDelayString = "PT12H", initialDelayString = "PT10M")
    void forgetOld() {
        database.sql("DELETE FROM known_network WHERE seen_at < ?")
                .param(oldest())
                .update();
    }

    private long oldest() {
        return clock.millis() - settings.trusted().toMillis();
    }
}
