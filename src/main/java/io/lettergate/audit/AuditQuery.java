package io.lettergate.audit;

import io.lettergate.accounts.AccountId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the log are wanted, newest first.
 *
 * @param owner whose log; absent for everybody's
 * @param accounts only lines about these; absent for all lines
 * @param who only lines of somebody with this mail address; absent for all
 * @param kinds only these; empty for all
 * @param since from when on; absent for the oldest that is kept
 * @param until before when; absent for now
 * @param cursor the id of the last line that was read; absent to begin with the newest
 * @param limit how many at most
 */
public record AuditQuery(
        @Nullable AccountId owner,
        @Nullable Set<AccountId> accounts,
        @Nullable String who,
        Set<AuditKind> kinds,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String cursor,
        int limit) {

    /** The most lines in one page. */
    public static final int MOST = 200;

    public AuditQuery {
        accounts = accounts == null ? null : Set.copyOf(accounts);
        kinds = Set.copyOf(kinds);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A limit lies between 1 and " + MOST + ", but got " + limit);
        }
        if (cursor != null && !cursor.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A cursor is what another page answered");
        }
    }
}
