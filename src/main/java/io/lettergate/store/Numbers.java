package io.lettergate.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives out numbers, none of them twice, in the transaction that goes on. */
@Component
class Numbers {

    private final JdbcClient database;

    Numbers(JdbcClient database) {
        this.database = database;
    }

    /** The first of so many for messages. */
    long messages(int count) {
        return next("message", count);
    }

    long mailbox() {
        return next("mailbox", 1);
    }

    private long next(String name, int count) {
        database.sql("UPDATE store_number SET value = value + ? WHERE name = ?")
                .params(count, name)
                .update();
        return database.sql("SELECT value FROM store_number WHERE name = ?")
                        .param(name)
                        .query(Long.class)
                        .single()
                - count
                + 1;
    }

    /** Gives out none up to this one from now on. */
    void pass(long message) {
        database.sql("UPDATE store_number SET value = ? WHERE name = 'message' AND value < ?")
                .params(message, message)
                .update();
    }
}
