package io.lettergate.collecting;

import io.lettergate.mail.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Mail that is collected in the tests of the faces: at noon of a Saturday, by a window of 14 days. */
public final class Collected {

    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    public static final KeepOnServer FORTNIGHT = days(14);
    public static final Look LAST = new Look(
            "look-1", NOON.minusSeconds(190), NOON.minusSeconds(180), Look.State.DONE, 12, 12, 12, 48_000, 0, null);
    public static final Look RUNNING =
            new Look("look-2", NOON.minusSeconds(10), null, Look.State.COLLECTING, 214, 214, 88, 352_000, 0, null);

    private Collected() {}

    public static KeepOnServer days(int days) {
        return new KeepOnServer(
                KeepOnServer.Mode.DAYS,
                days,
                KeepOnServer.CountFrom.FIRST_SEEN,
                true,
                null,
                null,
                false,
                KeepOnServer.FirstRun.ALL,
                Duration.ofMinutes(10));
    }

    /** All is well, and nothing goes on. */
    public static Standing quiet(KeepOnServer window) {
        return standing(window, null, false, null, null);
    }

    public static Standing looking() {
        return standing(FORTNIGHT, null, false, RUNNING, null);
    }

    /** Everything is held by the person. */
    public static Standing held() {
        return standing(FORTNIGHT, null, true, null, null);
    }

    /** Set a moment ago, so that it can be taken back. */
    public static Standing fresh() {
        return standing(FORTNIGHT, KeepOnServer.FOREVER, false, null, null);
    }

    /** The server wants another password. */
    public static Standing lockedOut() {
        return standing(FORTNIGHT, null, false, null, "post.example refused the password.");
    }

    private static Standing standing(
            KeepOnServer window,
            @Nullable KeepOnServer previous,
            boolean held,
            @Nullable Look running,
            @Nullable String problem) {
        var leaves = window.mode() != KeepOnServer.Mode.FOREVER;
        return new Standing(
                window,
                previous,
                previous == null ? null : NOON.plus(Duration.ofDays(3)),
                held,
                null,
                LAST,
                running,
                NOON.plusSeconds(420),
                problem,
                problem != null,
                List.of("This server ignores removals."),
                1_207,
                4_800_000,
                1_204,
                4_700_000,
                leaves ? NOON.plus(Duration.ofDays(3)) : null,
                leaves ? 812 : 0);
    }

    public static LedgerRow row(String key, LedgerRow.State state, @Nullable MessageRef message) {
        var due = state == LedgerRow.State.ON_SERVER || state == LedgerRow.State.DUE;
        return new LedgerRow(
                key,
                "uidl-" + key,
                4_321,
                message == null ? null : "ab".repeat(32),
                NOON.minus(Duration.ofDays(9)),
                message == null ? null : NOON.minus(Duration.ofDays(9)),
                message,
                "Boats <on> Tuesday",
                "Ada Lovelace",
                state,
                state == LedgerRow.State.PINNED,
                due ? NOON.plus(Duration.ofDays(14)) : null,
                state == LedgerRow.State.REMOVED ? NOON.minus(Duration.ofDays(1)) : null,
                state == LedgerRow.State.DUE,
                false,
                state == LedgerRow.State.FAILED ? "It is larger than it says." : null);
    }

    public static Plan plan(KeepOnServer window, long leaving, LedgerRow... sample) {
        return new Plan(
                "token-1",
                window,
                1_204,
                leaving,
                leaving * 1_000,
                leaving,
                leaving == 0 ? null : NOON.plus(Duration.ofDays(3)),
                List.of(new Plan.Count(Plan.Reason.AGE, leaving)),
                List.of(new Plan.Count(Plan.Reason.UNREAD, 1_204 - leaving)),
                List.of(sample),
                leaving > 0);
    }

    public static PlanNeeded planNeeded(Plan plan) {
        return new PlanNeeded(plan);
    }
}
