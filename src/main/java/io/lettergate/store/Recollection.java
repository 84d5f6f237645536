package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.spi.LocalCopies.CopyId;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Uidl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Remembers what was ever collected, so that a ledger that was lost can be made anew without collecting anything. */
@Service
public class Recollection {

    private final JdbcClient database;

    Recollection(JdbcClient database) {
        this.database = database;
    }

    /** Tells of all that was collected for an account, in the order in which it was; also what was removed here since. */
    public void of(Account account, Consumer<Collected> each) {
        database.sql("""
                        SELECT o.*, m.envelope FROM store_origin o LEFT JOIN store_message m ON m.id = o.message_id
                        WHERE o.account_id = ? ORDER BY o.message_id""").param(account.id().toString()).query(row -> {
            each.accept(collected(row));
        });
    }

    private static Collected collected(ResultSet row) throws SQLException {
        var origin = new Origin(
                new Uidl(row.getString("uidl")),
                row.getInt("ordinal"),
                Instant.ofEpochMilli(row.getLong("first_seen_at")));
        var text = row.getString("envelope");
        var envelope = text == null ? Envelope.unknown() : Json.envelope(text);
        return new Collected(
                origin,
                new CopyId(row.getLong("message_id")),
                new Digest(row.getString("digest")),
                row.getLong("size"),
                Instant.ofEpochMilli(row.getLong("stored_at")),
                envelope.subject(),
                envelope.from().isEmpty() ? "" : envelope.from().getFirst().label());
    }

    /**
     * A message that was collected, be it still here or not.
     *
     * @param subject empty where the message is gone
     * @param sender empty where the message is gone
     */
    public record Collected(
            Origin origin, CopyId copy, Digest digest, long size, Instant storedAt, String subject, String sender) {}
}
