package io.lettergate.webmail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Dates and times as the reader of a page counts them. */
public record Almanac(ZoneId zone, Locale locale, Instant now) {

    private static final int WEEK = 7;

    /** The shortest form that tells messages of one list apart: a time, a weekday, a day, a date. */
    public String brief(Instant instant) {
        var then = instant.atZone(zone);
        return switch (Age.of(then.toLocalDate(), today())) {
            case TODAY, YESTERDAY -> time(then);
            case WEEK -> format("EEE", then);
            case YEAR -> format("d MMM", then);
            case OLDER -> format("d MMM yyyy", then);
        };
    }

    /** The whole date with its time. */
    public String full(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(instant.atZone(zone));
    }

    /** The title of the group that a day belongs to: a message key, or the name of a month. */
    String group(Instant instant) {
        var then = instant.atZone(zone);
        return switch (Age.of(then.toLocalDate(), today())) {
            case TODAY -> "day.today";
            case YESTERDAY -> "day.yesterday";
            case WEEK -> "day.week";
            case YEAR -> format("LLLL", then);
            case OLDER -> format("LLLL yyyy", then);
        };
    }

    /** What the postmark says. */
    Postmark postmark(Instant instant) {
        var then = instant.atZone(zone);
        return new Postmark(
                format("EEE", then).toUpperCase(locale),
                format("d MMM", then).toUpperCase(locale),
                format("HH:mm", then));
    }

    /** A day in words, with its year where that is another one. */
    public String day(Instant instant) {
        var then = instant.atZone(zone);
        return format(then.getYear() == today().getYear() ? "d MMMM" : "d MMMM yyyy", then);
    }

    /** The time of a day. */
    public String time(Instant instant) {
        return time(instant.atZone(zone));
    }

    /** On which day something was, as the reader counts days. */
    public LocalDate date(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    /** How many whole minutes ago something was. */
    public long minutesSince(Instant instant) {
        return Math.max(0, Duration.between(instant, now).toMinutes());
    }

    /** In how many minutes something will be, begun ones counted whole. */
    public long minutesUntil(Instant instant) {
        return Math.max(0, Math.ceilDiv(Duration.between(now, instant).toSeconds(), 60));
    }

    private LocalDate today() {
        return now.atZone(zone).toLocalDate();
    }

    private String time(ZonedDateTime then) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(locale)
                .format(then);
    }

    private String format(String pattern, ZonedDateTime then) {
        return DateTimeFormatter.ofPattern(pattern, locale).format(then);
    }

    /** The three lines inside a postmark. */
    record Postmark(String weekday, String day, String time) {}

    private enum Age {
        TODAY,
        YESTERDAY,
        WEEK,
        YEAR,
        OLDER;

        static Age of(LocalDate day, LocalDate today) {
            var days = ChronoUnit.DAYS.between(day, today);
            if (days <= 0) {
                return TODAY;
            }
            if (days == 1) {
                return YESTERDAY;
            }
            if (days < Almanac.WEEK) {
                return WEEK;
            }
            return day.getYear() == today.getYear() ? YEAR : OLDER;
        }
    }
}
