package io.lettergate.sending.outbox;

import io.lettergate.accounts.Account;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How long people's messages wait after Send, so that they can be taken back. It is the same on all their devices. */
@Repository
public class UndoWindows {

    /** In seconds; 0 is none. */
    public static final List<Integer> CHOICES = List.of(0, 5, 10, 20, 30);

    private static final int USUAL = 10;

    private final JdbcClient database;

    UndoWindows(JdbcClient database) {
        this.database = database;
    }

    /** As a person chose, or some seconds. */
    public Duration of(Account person) {
        return Duration.ofSeconds(database.sql("SELECT seconds FROM undo_window WHERE owner_id = ?")
                .param(person.id().toString())
                .query(Integer.class)
                .optional()
                .orElse(USUAL));
    }

    /**
     * Keeps what a person chose.
     *
     * @throws IllegalArgumentException in a sentence, if it is none of the choices
     */
    public void choose(Account person, int seconds) {
        if (!CHOICES.contains(seconds)) {
            throw new IllegalArgumentException("Please choose one of the times that are offered.");
        }
        database.sql("""
                        INSERT INTO undo_window (owner_id, seconds) VALUES (?, ?)
                        ON CONFLICT (owner_id) DO UPDATE SET seconds = excluded.seconds""").params(person.id().toString(), seconds).update();
    }
}
