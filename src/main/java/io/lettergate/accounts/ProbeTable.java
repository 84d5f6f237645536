package io.lettergate.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of probes, which all nodes share. */
@Repository
class ProbeTable {

    private final JdbcClient database;

    ProbeTable(JdbcClient database) {
        this.database = database;
    }

    /**
     * Takes one. It is written down before it is counted, so that of several at once none is overlooked.
     *
     * @return how long to wait instead; nothing where it was taken
     */
    Optional<Duration> take(String name, int allowed, Instant now, Duration within) {
        var id = UUID.randomUUID().toString();
        var since = now.minus(within);
        database.sql("INSERT INTO probe (id, name, taken_at) VALUES (?, ?, ?)")
                .params(id, name, now.toEpochMilli())
                .update();
        if (count(name, since) <= allowed) {
            return Optional.empty();
        }
        database.sql("DELETE FROM probe WHERE id = ?").param(id).update();
        return Optional.of(oldest(name, since)
                .map(oldest -> Duration.between(since, oldest).plusSeconds(1))
                .orElse(within));
    }

    private int count(String name, Instant since) {
        return database.sql("SELECT COUNT(*) FROM probe WHERE name = ? AND taken_at > ?")
                .params(name, since.toEpochMilli())
                .query(Integer.class)
                .single();
    }

    private Optional<Instant> oldest(String name, Instant since) {
        return database.sql("SELECT taken_at FROM probe WHERE name = ? AND taken_at > ? ORDER BY taken_at LIMIT 1")
                .params(name, since.toEpochMilli())
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli);
    }

    /** Those that count no more. */
    void forgetBefore(Instant moment) {
        database.sql("DELETE FROM probe WHERE taken_at <= ?")
                .param(moment.toEpochMilli())
                .update();
    }
}
