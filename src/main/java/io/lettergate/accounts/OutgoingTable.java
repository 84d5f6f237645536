package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of servers that were chosen to send by. */
@Repository
class OutgoingTable {

    private final JdbcClient database;

    OutgoingTable(JdbcClient database) {
        this.database = database;
    }

    Optional<OutgoingAccess> find(AccountId account) {
        return database.sql("SELECT * FROM outgoing_server WHERE account_id = ?")
                .param(account.toString())
                .query((row, number) -> new OutgoingAccess(
                        new Endpoint(
                                row.getString("host"),
                                row.getInt("port"),
                                Endpoint.Encryption.valueOf(row.getString("encryption"))),
                        row.getString("user_name")))
                .optional();
    }

    void keep(AccountId account, OutgoingAccess access) {
        database.sql("""
                        INSERT INTO outgoing_server (account_id, user_name, host, port, encryption)
                        SELECT id, ?, ?, ?, ? FROM account WHERE id = ?
                        ON CONFLICT (account_id) DO UPDATE SET user_name = excluded.user_name, host = excluded.host,
                            port = excluded.port, encryption = excluded.encryption""")
                .params(
                        access.userName(),
                        access.server().host(),
                        access.server().port(),
                        access.server().encryption().name(),
                        account.toString())
                .update();
    }

    void forget(AccountId account) {
        database.sql("DELETE FROM outgoing_server WHERE account_id = ?")
                .param(account.toString())
                .update();
    }
}
