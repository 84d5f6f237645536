package io.lettergate.webmail.collecting;

import io.lettergate.collecting.Look;
import io.lettergate.webmail.Almanac;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A look, or several in a row in which nothing happened.
 *
 * @param day in words, where it is another than that of the line before; else empty
 * @param state the last part of a message key
 * @param looks how many it stands for
 * @param since the time of the first of them; the same as time where it is only one
 */
record LookLine(
        String id,
        String day,
        String time,
        String since,
        String state,
        int looks,
        long found,
        long collected,
        long removed,
        String took,
        @Nullable String problem) {

    private static final double MILLIS = 1_000;

    /** The newest first. */
    static List<LookLine> of(List<Look> looks, Almanac almanac) {
        List<LookLine> lines = new ArrayList<>();
        var day = "";
        for (int at = 0; at < looks.size(); ) {
            var length = quietFrom(looks, at, almanac);
            var first = looks.get(at);
            var oldest = looks.get(at + length - 1);
            var today = almanac.day(first.startedAt());
            lines.add(line(first, oldest, length, today.equals(day) ? "" : today, almanac));
            day = today;
            at += length;
        }
        return lines;
    }

    /** How many looks of the same day, from this one on, can stand in one line. */
    private static int quietFrom(List<Look> looks, int at, Almanac almanac) {
        var day = almanac.date(looks.get(at).startedAt());
        var end = at;
        while (end < looks.size()
                && isQuiet(looks.get(end))
                && almanac.date(looks.get(end).startedAt()).equals(day)) {
            end++;
        }
        return Math.max(1, end - at);
    }

    private static boolean isQuiet(Look look) {
        return look.state() == Look.State.DONE
                && look.found() == 0
                && look.collected() == 0
                && look.removed() == 0
                && look.problem() == null;
    }

    private static LookLine line(Look look, Look oldest, int looks, String day, Almanac almanac) {
        return new LookLine(
                look.id(),
                day,
                almanac.time(look.startedAt()),
                almanac.time(oldest.startedAt()),
                look.state().name(),
                looks,
                look.found(),
                look.collected(),
                look.removed(),
                took(look),
                look.problem());
    }

    private static String took(Look look) {
        return look.endedAt() == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f s",
                        Duration.between(look.startedAt(), look.endedAt()).toMillis() / MILLIS);
    }
}
