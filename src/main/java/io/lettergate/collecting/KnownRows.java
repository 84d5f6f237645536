package io.lettergate.collecting;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Uidl;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The rows that a listing is compared to. What is gone is read only where its name is listed again, so that a look costs as
 * much as lies on the server, however long the ledger has become.
 */
@Repository
class KnownRows {

    private static final int AT_ONCE = 500;

    /** Without what only people want to see, of which there is much. */
    private static final String COLUMNS = LedgerTable.COLUMNS
            .replace(" digest,", " NULL,")
            .replace("subject, sender", "'', ''")
            .replace("dele_session", "NULL");

    private final JdbcClient database;

    KnownRows(JdbcClient database) {
        this.database = database;
    }

    /** All that is not gone, and of what is gone that which had a name that is listed now, or that was given twice. */
    List<Row> beside(AccountId account, Collection<Uidl> listed) {
        var live = select(account, "state <> 'GONE'");
        if (!hasGone(account)) {
            return live;
        }
        Set<Row> all = new LinkedHashSet<>(live);
        all.addAll(select(account, "state = 'GONE' AND ordinal > 0"));
        var asked = List.copyOf(asked(live, listed));
        for (int from = 0; from < asked.size(); from += AT_ONCE) {
            all.addAll(gone(account, asked.subList(from, Math.min(from + AT_ONCE, asked.size()))));
        }
        return List.copyOf(all);
    }

    private static Set<String> asked(List<Row> live, Collection<Uidl> listed) {
        var names = live.stream().map(Row::uidl).collect(Collectors.toSet());
        Set<String> asked = new LinkedHashSet<>();
        listed.stream().filter(uidl -> !names.contains(uidl)).map(Uidl::value).forEach(asked::add);
        live.stream()
                .filter(row -> row.ordinal() > 0)
                .map(row -> row.uidl().value())
                .forEach(asked::add);
        return asked;
    }

    private boolean hasGone(AccountId account) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM ledger WHERE account_id = ? AND state = 'GONE')")
                .param(account.toString())
                .query(Boolean.class)
                .single();
    }

    private List<Row> select(AccountId account, String condition) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM ledger WHERE account_id = ? AND " + condition + " ORDER BY number")
                .param(account.toString())
                .query(LedgerTable::row)
                .list();
    }

    private List<Row> gone(AccountId account, List<String> names) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM ledger WHERE account_id = :account AND uidl IN (:names) AND state = 'GONE'")
                .param("account", account.toString())
                .param("names", names)
                .query(LedgerTable::row)
                .list();
    }
}
