package io.lettergate.webmail;

import io.lettergate.archiving.ArchiveRule;
import org.jspecify.annotations.Nullable;

/**
 * A rule for old mail as a form sends it: a box that is not ticked is absent.
 *
 * @param months absent where the form was not sent
 */
record RuleForm(
        @Nullable Integer months,
        @Nullable Boolean daily,
        @Nullable Boolean sent,
        @Nullable Boolean unread,
        @Nullable Boolean starred) {

    boolean isSent() {
        return months != null;
    }

    /** The form as the end of an address. */
    String query() {
        var rule = rule();
        return "months=" + rule.months() + "&sent=" + rule.sentToo() + "&unread=" + rule.unreadToo() + "&starred="
                + rule.flaggedToo() + "&daily=" + rule.enabled();
    }

    /** The rule; a number of months that cannot be becomes the nearest that can. */
    ArchiveRule rule() {
        var wanted = months == null ? ArchiveRule.UNTOUCHED.months() : months;
        return new ArchiveRule(
                Boolean.TRUE.equals(daily),
                Math.clamp(wanted, 1, ArchiveRule.LONGEST),
                Boolean.TRUE.equals(sent),
                Boolean.TRUE.equals(unread),
                Boolean.TRUE.equals(starred));
    }
}
