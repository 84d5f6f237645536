package io.lettergate.reading;

import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.ICalDate;
import io.lettergate.reading.Invitation.Moment;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Reads when events are: instants, days, and times that are the same wherever one is (RFC 5545 §3.3.5). */
final class Moments {

    private Moments() {}

    /** When it ends; of whole days the last one. */
    static @Nullable Moment end(ICalendar calendar, VEvent event, Moment start) {
        var end = of(calendar, event.getDateEnd());
        if (end instanceof Invitation.Day day) {
            return new Invitation.Day(day.date().minusDays(1));
        }
        var lasts = event.getDuration();
        if (end == null && lasts != null && lasts.getValue() != null) {
            var duration = Duration.ofMillis(lasts.getValue().toMillis());
            return switch (start) {
                case Invitation.At at -> new Invitation.At(at.instant().plus(duration), at.zone());
                case Invitation.Floating floating ->
                    new Invitation.Floating(floating.time().plus(duration));
                case Invitation.Day day -> day;
            };
        }
        return end;
    }

    /** Nothing where it tells no time that can be. */
    static @Nullable Moment of(ICalendar calendar, @Nullable DateOrDateTimeProperty property) {
        ICalDate date = property == null ? null : property.getValue();
        if (property == null || date == null) {
            return null;
        }
        var raw = date.getRawComponents();
        try {
            if (!date.hasTime() && raw != null) {
                return new Invitation.Day(LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate()));
            }
            if (raw != null && calendar.getTimezoneInfo().isFloating(property)) {
                return new Invitation.Floating(
                        LocalDateTime.of(raw.getYear(), raw.getMonth(), raw.getDate(), raw.getHour(), raw.getMinute()));
            }
            return new Invitation.At(date.toInstant(), zone(calendar, property));
        } catch (DateTimeException never) {
            return null;
        }
    }

    private static @Nullable String zone(ICalendar calendar, DateOrDateTimeProperty property) {
        var zone = calendar.getTimezoneInfo().getTimezone(property);
        return zone == null ? null : Calendars.cut(zone.getTimeZone().getID(), Calendars.LONGEST_LINE);
    }
}
