package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Uidl;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Where messages were collected from: none is taken in twice. */
@Component
class Origins {

    static final String INSERT = """
            INSERT INTO store_origin (account_id, uidl, ordinal, message_id, digest, size, first_seen_at, stored_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final int AT_ONCE = 500;

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

    /** All that were collected under these unique-ids. */
    Map<Name, Known> find(AccountId account, Collection<Uidl> uidls) {
        Map<Name, Known> found = new HashMap<>();
        var all = uidls.stream().map(Uidl::value).distinct().toList();
        for (int start = 0; start < all.size(); start += AT_ONCE) {
            database.sql("""
                            SELECT uidl, ordinal, message_id, digest, size FROM store_origin
                            WHERE account_id = :account AND uidl IN (:uidls)""")
                    .param("account", account.toString())
                    .param("uidls", all.subList(start, Math.min(all.size(), start + AT_ONCE)))
                    .query(row -> {
                        found.put(
                                new Name(row.getString(1), row.getInt(2)),
                                new Known(row.getLong(3), new Digest(row.getString(4)), row.getLong(5)));
                    });
        }
        return found;
    }

    /** What names a message on its server. */
    record Name(String uidl, int ordinal) {
        static Name of(Origin origin) {
            return new Name(origin.uidl().value(), origin.ordinal());
        }
    }

    /** A message that was collected before, be it still here or not. */
    record Known(long number, Digest digest, long size) {}
}
