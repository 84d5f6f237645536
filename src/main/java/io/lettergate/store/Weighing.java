package io.lettergate.store;

import io.lettergate.mail.Address;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Aged;
import io.lettergate.mailbox.Weight;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells how old and how large messages are. */
@Component
class Weighing {

    private final JdbcClient database;
    private final Clock clock;

    Weighing(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    List<MessageRef> received(Box box, Aged aged) {
        return database.sql("""
                        SELECT e.uid FROM store_entry e JOIN store_message m ON m.id = e.message_id
                        WHERE e.mailbox_id = ? AND m.received_at >= ? AND m.received_at < ? AND (e.seen OR ?)
                        AND (NOT e.flagged OR ?) ORDER BY e.uid""")
                .params(
                        box.id(),
                        aged.since() == null ? Long.MIN_VALUE : start(aged.since()),
                        start(aged.before()),
                        aged.unreadToo(),
                        aged.flaggedToo())
                .query((row, index) -> box.ref(row.getLong(1)))
                .list();
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toInstant().toEpochMilli();
    }

    List<Weight> weigh(Box box, long first, int count) {
        return database.sql("""
                        SELECT e.uid, m.received_at, m.size, m.envelope FROM store_entry e
                        JOIN store_message m ON m.id = e.message_id
                        WHERE e.mailbox_id = ? ORDER BY e.uid LIMIT ? OFFSET ?""")
                .params(box.id(), count, first - 1)
                .query((row, index) -> weight(box, row))
                .list();
    }

    private static Weight weight(Box box, ResultSet row) throws SQLException {
        var envelope = Json.envelope(row.getString("envelope"));
        return new Weight(
                box.ref(row.getLong("uid")),
                Instant.ofEpochMilli(row.getLong("received_at")),
                row.getLong("size"),
                envelope.subject(),
                first(envelope.from()));
    }

    private static @Nullable Address first(List<Address> people) {
        return people.isEmpty() ? null : people.getFirst();
    }
}
