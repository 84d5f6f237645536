package io.lettergate.auth.limits;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The table of sign-ins that failed, which all nodes share. */
@Repository
class FailureTable {

    private final JdbcClient database;
    private final Clock clock;

    FailureTable(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How long whoever is counted by any of these has to wait yet. */
    Duration wait(Collection<Limit> limits) {
        var next = database.sql("SELECT MAX(next_at) FROM failed_sign_in WHERE name IN (:names)")
                .param("names", limits.stream().map(Limit::name).toList())
                .query((row, number) -> row.getLong(1))
                .single();
        var left = Duration.ofMillis(next - clock.millis());
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** How many failures are counted now. */
    long failures(Limit limit) {
        return rows(List.of(limit)).values().stream()
                .mapToLong(row -> row.at(limit, clock.millis()).failures())
                .sum();
    }

    /**
     * Counts a sign-in as failed before it is tried, so that many at once are not more than many one after another.
     *
     * @return how long to wait instead; zero where it may be tried
     */
    @Transactional
    Duration count(Collection<Limit> limits) {
        var now = clock.millis();
        var ordered = limits.stream().sorted(Comparator.comparing(Limit::name)).toList();
        ordered.forEach(limit -> enter(limit, now));
        var wait = wait(ordered);
        if (wait.isPositive()) {
            return wait;
        }
        var rows = rows(ordered);
        ordered.forEach(limit -> count(limit, rows.getOrDefault(limit.name(), Row.none(limit, now)), now));
        return Duration.ZERO;
    }

    /** The row is ours until the transaction ends, on databases that let several write at once. */
    private void enter(Limit limit, long now) {
        database.sql("""
                        INSERT INTO failed_sign_in (name, failures, since, next_at, over_at) VALUES (?, 0, ?, 0, ?)
                        ON CONFLICT (name) DO UPDATE SET name = excluded.name""").params(limit.name(), now, now).update();
    }

    private void count(Limit limit, Row row, long now) {
        var present = row.at(limit, now);
        var failures = present.failures() + 1;
        keep(present.with(failures, now + limit.delay(failures).toMillis()), limit);
    }

    /** It did not fail: it is as though it never was, but for who has failed meanwhile. */
    @Transactional
    void takeBack(Collection<Limit> limits) {
        var now = clock.millis();
        var rows = rows(limits);
        for (var limit : limits) {
            var row = rows.get(limit.name());
            if (row != null) {
                var present = row.at(limit, now);
                var failures = Math.max(0, present.failures() - 1);
                keep(present.with(failures, failures <= limit.free() ? 0 : row.nextAt()), limit);
            }
        }
    }

    private void keep(Row row, Limit limit) {
        var over = Math.max(row.nextAt(), row.since() + limit.forgets().toMillis() * row.failures());
        database.sql("UPDATE failed_sign_in SET failures = ?, since = ?, next_at = ?, over_at = ? WHERE name = ?")
                .params(row.failures(), row.since(), row.nextAt(), over, row.name())
                .update();
    }

    private Map<String, Row> rows(Collection<Limit> limits) {
        return database
                .sql("SELECT name, failures, since, next_at FROM failed_sign_in WHERE name IN (:names)")
                .param("names", limits.stream().map(Limit::name).toList())
                .query((row, number) -> new Row(
                        row.getString("name"), row.getLong("failures"), row.getLong("since"), row.getLong("next_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::name, Function.identity()));
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void forgetOld() {
        database.sql("DELETE FROM failed_sign_in WHERE over_at < ?")
                .param(clock.millis())
                .update();
    }

    /**
     * What is counted.
     *
     * @param since from when on the next one is being forgotten
     */
    private record Row(String name, long failures, long since, long nextAt) {

        static Row none(Limit limit, long now) {
            return new Row(limit.name(), 0, now, 0);
        }

        /** What is left of it now. */
        Row at(Limit limit, long now) {
            var forgotten = Math.max(0, (now - since) / limit.forgets().toMillis());
            return forgotten >= failures
                    ? new Row(name, 0, now, nextAt)
                    : new Row(
                            name,
                            failures - forgotten,
                            since + forgotten * limit.forgets().toMillis(),
                            nextAt);
        }

        Row with(long counted, long next) {
            return new Row(name, counted, since, next);
        }
    }
}
