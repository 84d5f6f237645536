package io.lettergate.collecting;

import org.jspecify.annotations.Nullable;

/** Compares windows by what they remove. */
final class Severity {

    private Severity() {}

    /** Whether it ever removes anything by itself. */
    static boolean removes(KeepOnServer window) {
        return days(window) < Integer.MAX_VALUE
                || removesRemoved(window)
                || window.maxOctets() != null
                || window.maxMessages() != null;
    }

    static boolean removesRemoved(KeepOnServer window) {
        return window.removeHereRemovesThere() || window.mode() == KeepOnServer.Mode.UNTIL_REMOVED_HERE;
    }

    /** Whether there may be a message that leaves under this window, and under the other one not, or not so soon. */
    static boolean isHarsher(KeepOnServer window, KeepOnServer other) {
        if (!removes(window)) {
            return false;
        }
        return days(window) < days(other)
                || (removesRemoved(window) && !removesRemoved(other))
                || bound(window.maxOctets()) < bound(other.maxOctets())
                || bound(window.maxMessages()) < bound(other.maxMessages())
                || (other.unreadIsSafe() && !window.unreadIsSafe())
                || (countsFromReceived(window) && !countsFromReceived(other));
    }

    private static boolean countsFromReceived(KeepOnServer window) {
        return window.mode() == KeepOnServer.Mode.DAYS && window.countFrom() == KeepOnServer.CountFrom.RECEIVED;
    }

    private static int days(KeepOnServer window) {
        return switch (window.mode()) {
            case FOREVER, UNTIL_REMOVED_HERE -> Integer.MAX_VALUE;
            case DAYS -> window.days() == null ? Integer.MAX_VALUE : window.days();
            case NEVER -> 0;
        };
    }

    private static long bound(@Nullable Number most) {
        return most == null ? Long.MAX_VALUE : most.longValue();
    }
}
