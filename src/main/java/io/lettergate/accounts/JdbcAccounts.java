package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Protocol;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of accounts. It holds no password. */
@Repository
class JdbcAccounts {

    private final JdbcClient database;
    private final Clock clock;

    JdbcAccounts(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The account that somebody signs in with by this address. */
    Optional<StoredAccount> toSignIn(MailAddress address) {
        return database.sql("SELECT * FROM account WHERE address = ? AND owner_id = id")
                .param(address.value())
                .query(JdbcAccounts::account)
                .optional();
    }

    Optional<StoredAccount> find(AccountId id) {
        return database.sql("SELECT * FROM account WHERE id = ?")
                .param(id.toString())
                .query(JdbcAccounts::account)
                .optional();
    }

    /** All of one person: the one that they sign in with first, then as they were linked. */
    List<StoredAccount> of(AccountId owner) {
        return database.sql("""
                        SELECT * FROM account WHERE owner_id = ?
                        ORDER BY CASE WHEN owner_id = id THEN 0 ELSE 1 END, created_at, id""")
                .param(owner.toString())
                .query(JdbcAccounts::account)
                .list();
    }

    /** All by whose secret in the vault their mail can be had. */
    List<StoredAccount> withSecrets() {
        return database.sql("""
                        SELECT * FROM account WHERE id IN
                            (SELECT account_id FROM vault_secret WHERE field NOT IN ('totp', 'totp-new', 'outbox'))
                        ORDER BY id""").query(JdbcAccounts::account).list();
    }

    Optional<StoredAccount> withSecret(AccountId id) {
        return database.sql("""
                        SELECT * FROM account WHERE id = ? AND id IN
                            (SELECT account_id FROM vault_secret WHERE field NOT IN ('totp', 'totp-new', 'outbox'))""")
                .param(id.toString())
                .query(JdbcAccounts::account)
                .optional();
    }

    /** Makes the account, or notes that somebody signed in with it; of two at once, both get the same. */
    StoredAccount keep(StoredAccount account) {
        var now = clock.millis();
        database.sql("""
                        INSERT INTO account (id, owner_id, address, created_at, signed_in_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (address) WHERE owner_id = id
                        DO UPDATE SET signed_in_at = excluded.signed_in_at""")
                .params(
                        account.id().toString(),
                        account.owner().toString(),
                        account.address().value(),
                        now,
                        now)
                .update();
        return toSignIn(account.address()).orElseThrow();
    }

    /** Adds a linked account; false if its owner has one for the address already. */
    boolean add(StoredAccount account) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(account.id().toString());
        values.add(account.owner().toString());
        values.add(account.address().value());
        values.addAll(access(account));
        values.add(clock.millis());
        values.add(clock.millis());
        return database.sql("""
                        INSERT INTO account
                            (id, owner_id, address, protocol, user_name, host, port, encryption, created_at, signed_in_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (owner_id, address) DO NOTHING""").params(values).update() == 1;
    }

    /** Says how the account is reached from now on. */
    void reach(StoredAccount account) {
        List<@Nullable Object> values = access(account);
        values.add(account.id().toString());
        database.sql("""
                        UPDATE account SET protocol = ?, user_name = ?, host = ?, port = ?, encryption = ?
                        WHERE id = ?""").params(values).update();
    }

    boolean remove(AccountId id) {
        return database.sql("DELETE FROM account WHERE id = ?")
                        .param(id.toString())
                        .update()
                == 1;
    }

    private static List<@Nullable Object> access(StoredAccount account) {
        List<@Nullable Object> values = new ArrayList<>();
        var server = account.server();
        values.add(account.protocol() == null ? null : account.protocol().name());
        values.add(account.access() == null ? null : account.access().userName());
        values.add(server == null ? null : server.host());
        values.add(server == null ? null : server.port());
        values.add(server == null ? null : server.encryption().name());
        return values;
    }

    private static StoredAccount account(ResultSet row, int number) throws SQLException {
        var protocol = row.getString("protocol");
        return new StoredAccount(
                new AccountId(UUID.fromString(row.getString("id"))),
                new AccountId(UUID.fromString(row.getString("owner_id"))),
                new MailAddress(row.getString("address")),
                protocol == null ? null : Protocol.valueOf(protocol),
                access(row));
    }

    private static @Nullable Access access(ResultSet row) throws SQLException {
        var host = row.getString("host");
        return host == null
                ? null
                : new Access(
                        Protocol.valueOf(row.getString("protocol")),
                        new Endpoint(
                                host, row.getInt("port"), Endpoint.Encryption.valueOf(row.getString("encryption"))),
                        row.getString("user_name"));
    }
}
