package io.lettergate.remote;

import io.lettergate.accounts.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each person, named by the account that they sign in with, wants of the letters of each sender. */
@Service
public class SenderWishes {

    private static final int MOST = 2_000;
    private static final int LONGEST = 320;

    private final JdbcClient database;
    private final Clock clock;

    SenderWishes(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a person wants of this sender; nothing in particular where they never said. */
    public SenderWish of(AccountId person, String sender) {
        var address = spelled(sender);
        return database.sql("SELECT * FROM sender_wish WHERE owner_id = ? AND sender = ?")
                .params(person.toString(), address)
                .query(SenderWishes::read)
                .optional()
                .orElseGet(() -> SenderWish.none(address));
    }

    /** All that a person ever said, by sender. */
    public List<SenderWish> all(AccountId person) {
        return database.sql("SELECT * FROM sender_wish WHERE owner_id = ? ORDER BY sender")
                .param(person.toString())
                .query(SenderWishes::read)
                .list();
    }

    /**
     * Keeps a wish in the place of the one before.
     *
     * @throws IllegalArgumentException if it is for no address, or there are too many
     */
    @Transactional
    public void keep(AccountId person, SenderWish wish) {
        var sender = spelled(wish.sender());
        remove(person, sender);
        if (wish.isNothing()) {
            return;
        }
        if (sender.indexOf('@') < 1 || sender.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "This message does not say who sent it, so nothing can be kept for them.");
        }
        if (all(person).size() >= MOST) {
            throw new IllegalArgumentException("There are wishes for " + MOST + " senders already. Remove some first.");
        }
        database.sql("INSERT INTO sender_wish (owner_id, sender, pictures, own_colours, since) VALUES (?, ?, ?, ?, ?)")
                .params(person.toString(), sender, wish.pictures(), wish.ownColours(), clock.millis())
                .update();
    }

    /** Forgets what a person wants of a sender. */
    @Transactional
    public void remove(AccountId person, String sender) {
        database.sql("DELETE FROM sender_wish WHERE owner_id = ? AND sender = ?")
                .params(person.toString(), spelled(sender))
                .update();
    }

    private static String spelled(String sender) {
        return sender.strip().toLowerCase(Locale.ROOT);
    }

    private static SenderWish read(ResultSet row, int number) throws SQLException {
        return new SenderWish(row.getString("sender"), row.getBoolean("pictures"), row.getBoolean("own_colours"));
    }
}
