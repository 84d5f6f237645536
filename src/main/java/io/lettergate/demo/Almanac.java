package io.lettergate.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says when something was or will be, seen from now: "12m" and "3h" ago, "5d 19:30" five days ago, "5w 09:42" five
 * working days ago; with a plus sign it lies ahead.
 */
class Almanac {

    private static final Pattern WHEN = Pattern.compile("(\\+?)(\\d+)([mhdw])(?: (\\d\\d:\\d\\d))?");
    private static final Pattern HOLE = Pattern.compile("\\$\\{(date|day|calendar):([^}]+)}");

    private final ZonedDateTime now;

    Almanac(Clock clock) {
        this.now = ZonedDateTime.now(clock);
    }

    ZonedDateTime at(String when) {
        var found = WHEN.matcher(when);
        if (!found.matches()) {
            throw new IllegalArgumentException("Not a time of the demo: " + when);
        }
        var sign = found.group(1).isEmpty() ? -1 : 1;
        var count = Integer.parseInt(found.group(2));
        var day = switch (found.group(3)) {
            case "m" -> now.plus(Duration.ofMinutes((long) sign * count));
            case "h" -> now.plus(Duration.ofHours((long) sign * count));
            case "d" -> now.plusDays((long) sign * count);
            default -> workingDays(sign, count);
        };
        return found.group(4) == null ? day : day.with(LocalTime.parse(found.group(4)));
    }

    Instant instant(String when) {
        return at(when).toInstant();
    }

    /** Fills ${date:…} with "Tuesday 24 November", ${day:…} with 2026-11-24 and ${calendar:…} with 20261124T100000Z. */
    String fill(String text) {
        return HOLE.matcher(text).replaceAll(hole -> format(hole.group(1), at(hole.group(2))));
    }

    private static String format(String kind, ZonedDateTime time) {
        var pattern = switch (kind) {
            case "date" -> "EEEE d MMMM";
            case "day" -> "yyyy-MM-dd";
            default -> "yyyyMMdd'T'HHmmss'Z'";
        };
        var shown = kind.equals("calendar") ? time.withZoneSameInstant(ZoneOffset.UTC) : time;
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(shown);
    }

    private ZonedDateTime workingDays(int sign, int count) {
        var day = now;
        for (var left = count; left > 0; ) {
            day = day.plusDays(sign);
            if (day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }
}
