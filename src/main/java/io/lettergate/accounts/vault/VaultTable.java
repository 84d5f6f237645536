package io.lettergate.accounts.vault;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of sealed secrets. */
@Repository
class VaultTable {

    private static final RowMapper<Sealed> SEALED = (row, number) -> new Sealed(
            new Place(row.getString("account_id"), row.getString("field"), row.getLong("version")),
            row.getLong("key_id"),
            row.getString("sealed"));

    private final JdbcClient database;

    VaultTable(JdbcClient database) {
        this.database = database;
    }

    Optional<Sealed> find(String account, String field) {
        return database.sql("SELECT * FROM vault_secret WHERE account_id = ? AND field = ?")
                .params(account, field)
                .query(SEALED)
                .optional();
    }

    boolean holds(String account, String field) {
        return database.sql("SELECT COUNT(*) FROM vault_secret WHERE account_id = ? AND field = ?")
                        .params(account, field)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Stores the first of a place; false if there is one by now. */
    boolean add(Sealed sealed) {
        return database.sql("""
                        INSERT INTO vault_secret (account_id, field, version, key_id, sealed) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (account_id, field) DO NOTHING""")
                        .params(
                                sealed.place().account(),
                                sealed.place().field(),
                                sealed.place().version(),
                                sealed.keyId(),
                                sealed.text())
                        .update()
                == 1;
    }

    /** Stores the next version of a place; false if somebody else did meanwhile. */
    boolean replace(Sealed sealed) {
        return database.sql("""
                        UPDATE vault_secret SET version = ?, key_id = ?, sealed = ?
                        WHERE account_id = ? AND field = ? AND version = ?""")
                        .params(
                                sealed.place().version(),
                                sealed.keyId(),
                                sealed.text(),
                                sealed.place().account(),
                                sealed.place().field(),
                                sealed.place().version() - 1)
                        .update()
                == 1;
    }

    void remove(String account, String field) {
        database.sql("DELETE FROM vault_secret WHERE account_id = ? AND field = ?")
                .params(account, field)
                .update();
    }

    List<Long> keyIds() {
        return database.sql("SELECT DISTINCT key_id FROM vault_secret")
                .query((row, number) -> row.getLong("key_id"))
                .list();
    }

    List<Sealed> some(long keyId) {
        return database.sql("SELECT * FROM vault_secret WHERE key_id = ? LIMIT 20")
                .param(keyId)
                .query(SEALED)
                .list();
    }

    /** All that a key sealed. */
    List<Sealed> all(long keyId) {
        return database.sql("SELECT * FROM vault_secret WHERE key_id = ?")
                .param(keyId)
                .query(SEALED)
                .list();
    }

    /** How many secrets are sealed by any key but this. */
    long sealedByOthersThan(long keyId) {
        return database.sql("SELECT COUNT(*) FROM vault_secret WHERE key_id <> ?")
                .param(keyId)
                .query(Long.class)
                .single();
    }
}
