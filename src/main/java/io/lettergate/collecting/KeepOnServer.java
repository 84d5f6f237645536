package io.lettergate.collecting;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long collected mail stays on its server: the keep-on-server window. Days count from when our copy was stored and
 * verified, unless the person wants them counted from when the server got the message.
 *
 * @param days 1 to 3,650; there for {@link Mode#DAYS} and nothing else
 * @param unreadIsSafe whether what nobody has read here stays there, whatever its age
 * @param maxOctets how much may lie there before the oldest leave; absent for any amount
 * @param maxMessages how many may lie there before the oldest leave; absent for any number
 * @param removeHereRemovesThere whether what is removed here for good leaves there too
 * @param pollEvery 5 minutes to 1 day
 */
public record KeepOnServer(
        Mode mode,
        @Nullable Integer days,
        CountFrom countFrom,
        boolean unreadIsSafe,
        @Nullable Long maxOctets,
        @Nullable Integer maxMessages,
        boolean removeHereRemovesThere,
        FirstRun firstRun,
        Duration pollEvery) {

    /** Nothing ever leaves: what an account begins with. */
    public static final KeepOnServer FOREVER = new KeepOnServer(
            Mode.FOREVER, null, CountFrom.FIRST_SEEN, true, null, null, false, FirstRun.ALL, Duration.ofMinutes(10));

    /** When a message leaves its server. */
    public enum Mode {
        /** Never. */
        FOREVER,
        /** After some days. */
        DAYS,
        /** When it was removed here for good. */
        UNTIL_REMOVED_HERE,
        /** As soon as our copy is stored. */
        NEVER
    }

    /** From when days count. */
    public enum CountFrom {
        /** From when our copy was stored. */
        FIRST_SEEN,
        /** From when the server got it; never before our copy was stored. */
        RECEIVED
    }

    /**
     * What of the mail that is there already is collected.
     *
     * @param kind which
     * @param days for {@link Kind#LAST_DAYS}, 1 to 3,650
     */
    public record FirstRun(Kind kind, @Nullable Integer days) {

        public static final FirstRun ALL = new FirstRun(Kind.ALL, null);

        /** Which mail. */
        public enum Kind {
            ALL,
            NEW_ONLY,
            LAST_DAYS
        }
    }
}
