package io.lettergate.reading;

import biweekly.ICalendar;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.util.ICalDate;
import com.ibm.icu.util.TimeZone;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds zones that calendars name without telling their rules, as many programs do. */
final class Zones {

    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final int LONGEST = 200;

    private Zones() {}

    /** The zone of that name: one of the IANA, what others put before one, or one of Windows. */
    static Optional<ZoneId> named(String name) {
        var plain = name.strip().replace("\"", "");
        if (plain.length() > LONGEST) {
            return Optional.empty();
        }
        int at = 0;
        do {
            var rest = plain.substring(at);
            if (KNOWN.contains(rest)) {
                return Optional.of(ZoneId.of(rest));
            }
            at = plain.indexOf('/', at) + 1;
        } while (at > 0);
        return Optional.ofNullable(TimeZone.getIDForWindowsID(plain, "001")).flatMap(Zones::known);
    }

    private static Optional<ZoneId> known(String id) {
        return KNOWN.contains(id) ? Optional.of(ZoneId.of(id)) : Optional.empty();
    }

    /** Reads a time whose zone the calendar did not explain anew; where nobody knows it, the time has no zone. */
    static void settle(ICalendar calendar, @Nullable DateOrDateTimeProperty property) {
        var name = property == null ? null : property.getParameters().getTimezoneId();
        var date = property == null ? null : property.getValue();
        var raw = date == null ? null : date.getRawComponents();
        if (property == null || name == null || date == null || raw == null || !date.hasTime() || raw.isUtc()) {
            return;
        }
        var zone = named(name);
        if (zone.isEmpty()) {
            calendar.getTimezoneInfo().setFloating(property, true);
            return;
        }
        try {
            var time = LocalDateTime.of(
                    raw.getYear(), raw.getMonth(), raw.getDate(), raw.getHour(), raw.getMinute(), raw.getSecond());
            property.setValue(new ICalDate(Date.from(time.atZone(zone.get()).toInstant()), true));
        } catch (DateTimeException never) {
            calendar.getTimezoneInfo().setFloating(property, true);
        }
    }
}
