package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Uidl;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where messages were collected from: none is taken in twice. */
@Component
class Origins {

    static final String INSERT = """
            INSERT INTO store_origin (account_id, uidl, ordinal, message_id, digest, size, first_seen_at, stored_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient database;

    Origins(JdbcClient database) {
        this.database = database;
    }

    static Object[] row(AccountId account, long number, Fresh message, Origin origin) {
        return new Object[] {
            account.toString(),
            origin.uidl().value(),
            origin.ordinal(),
            number,
            message.digest().hex(),
            message.size(),
            origin.firstSeenAt().toEpochMilli(),
            message.storedAt().toEpochMilli()
        };
    }

    static Object[] row(AccountId account, Line.Known known) {
        return new Object[] {
            account.toString(),
            known.origin().uidl(),
            known.origin().ordinal(),
            known.number(),
            known.digest(),
            known.size(),
            known.origin().firstSeenAt(),
            known.storedAt()
        };
    }

    static Line.Origin line(Origin origin) {
        return new Line.Origin(
                origin.uidl().value(), origin.ordinal(), origin.firstSeenAt().toEpochMilli());
    }

    static Origin of(Line.Origin line) {
        return new Origin(new Uidl(line.uidl()), line.ordinal(), Instant.ofEpochMilli(line.firstSeenAt()));
    }

    Optional<Known> find(AccountId account, Uidl uidl, int ordinal) {
        return database.sql("""
                        SELECT message_id, digest, size FROM store_origin
                        WHERE account_id = ? AND uidl = ? AND ordinal = ?""")
                .params(account.toString(), uidl.value(), ordinal)
                .query(Origins::known)
                .optional();
    }

    private static Known known(ResultSet row, int index) throws SQLException {
        return new Known(row.getLong(1), new Digest(row.getString(2)), row.getLong(3));
    }

    /** A message that was collected before, be it still here or not. */
    record Known(long number, Digest digest, long size) {}
}
