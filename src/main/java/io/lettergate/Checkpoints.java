package io.lettergate;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Moves what was committed from SQLite's write-ahead log into the database beside all others, so that nobody's commit has
 * to wait for that. Only a log that grows past {@code wal_autocheckpoint} is moved by whoever commits.
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:sqlite:')")
class Checkpoints {

    private final JdbcClient database;

    Checkpoints(JdbcClient database) {
        this.database = database;
    }

    /** Moves what no reader holds back, and blocks nobody. */
    @Scheduled(fixedDelayString = "PT1S")
    void move() {
        database.sql("PRAGMA wal_checkpoint(PASSIVE)").query().listOfRows();
    }
}
