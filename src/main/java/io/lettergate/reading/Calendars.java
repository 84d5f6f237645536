package io.lettergate.reading;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.TextProperty;
import biweekly.util.ICalDate;
import io.lettergate.mail.Address;
import io.lettergate.mail.PartNumber;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitation.Guest;
import io.lettergate.reading.Invitation.Kind;
import io.lettergate.reading.Invitation.Moment;
import io.lettergate.reading.Invitation.Version;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads calendars, as far as they tell of an event. */
final class Calendars {

    private static final int MOST_GUESTS = 200;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 10_000;
    /** Each time in a zone of the calendar's own is looked up in all parts of that zone. */
    private static final long MOST_LOOKS = 20_000;

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");
    private static final Pattern PART_OF_ZONE = Pattern.compile("(?i)STANDARD|DAYLIGHT|RDATE");
    private static final Pattern IN_ZONE = Pattern.compile("(?i)TZID");

    private Calendars() {}

    /** A calendar with its first event: the one that is not about a single time of many, where there is one. */
    record Found(ICalendar calendar, VEvent event) {}

    /** Nothing where no event can be found. */
    static @Nullable Found read(String text) {
        if (looks(text) > MOST_LOOKS) {
            return null;
        }
        try {
            var calendar = Biweekly.parse(text)
                    .register(new TameRules())
                    .defaultTimezone(TimeZone.getTimeZone("UTC"))
                    .first();
            return calendar == null ? null : found(calendar);
        } catch (RuntimeException | StackOverflowError unreadable) {
            return null;
        }
    }

    private static @Nullable Found found(ICalendar calendar) {
        var events = calendar.getEvents();
        var event = events.stream()
                .filter(candidate -> candidate.getRecurrenceId() == null)
                .findFirst()
                .orElse(events.isEmpty() ? null : events.getFirst());
        if (event == null) {
            return null;
        }
        Zones.settle(calendar, event.getDateStart());
        Zones.settle(calendar, event.getDateEnd());
        Zones.settle(calendar, event.getRecurrenceId());
        return new Found(calendar, event);
    }

    private static long looks(String text) {
        var whole = FOLD.matcher(text).replaceAll("");
        return PART_OF_ZONE.matcher(whole).results().count()
                * IN_ZONE.matcher(whole).results().count();
    }

    /**
     * The event as a reader sees it.
     *
     * @param own the reader's addresses in lower case
     * @return nothing where it does not say when it is
     */
    static @Nullable Invitation invitation(Found found, PartNumber part, Set<String> own) {
        var event = found.event();
        var start = moment(found, event.getDateStart());
        if (start == null) {
            return null;
        }
        var guests = event.getAttendees().stream()
                .limit(MOST_GUESTS)
                .map(Calendars::guest)
                .toList();
        var organizer = organizer(event);
        boolean isMine = organizer != null && own.contains(organizer.email().toLowerCase(Locale.ROOT));
        var me = guests.stream()
                .filter(guest -> !isMine)
                .filter(guest -> own.contains(guest.person().email().toLowerCase(Locale.ROOT)))
                .findFirst();
        return new Invitation(
                part,
                kind(found.calendar()),
                line(event.getSummary(), LONGEST_LINE),
                line(event.getLocation(), LONGEST_LINE),
                line(event.getDescription(), LONGEST_TEXT),
                start,
                end(found, start),
                event.getRecurrenceRule() != null,
                organizer,
                guests,
                me.map(guest -> guest.person().email()).orElse(null),
                me.map(Guest::answer).orElse(Answer.NONE),
                version(event));
    }

    private static Version version(VEvent event) {
        var uid = event.getUid() == null ? null : event.getUid().getValue();
        var sequence = event.getSequence() == null ? null : event.getSequence().getValue();
        return new Version(uid == null ? "" : cut(uid, LONGEST_LINE), sequence == null ? 0 : sequence);
    }

    private static Kind kind(ICalendar calendar) {
        var method = calendar.getMethod() == null ? null : calendar.getMethod().getValue();
        return switch (String.valueOf(method).toUpperCase(Locale.ROOT)) {
            case "REQUEST", "ADD" -> Kind.REQUEST;
            case "COUNTER" -> Kind.COUNTER;
            case "CANCEL" -> Kind.CANCEL;
            case "REPLY" -> Kind.REPLY;
            default -> Kind.PUBLISH;
        };
    }

    private static @Nullable Moment end(Found found, Moment start) {
        var end = moment(found, found.event().getDateEnd());
        if (end instanceof Invitation.Day day) {
            return new Invitation.Day(day.date().minusDays(1));
        }
        var lasts = found.event().getDuration();
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

    private static @Nullable Moment moment(Found found, @Nullable DateOrDateTimeProperty property) {
        ICalDate date = property == null ? null : property.getValue();
        if (property == null || date == null) {
            return null;
        }
        var raw = date.getRawComponents();
        try {
            if (!date.hasTime() && raw != null) {
                return new Invitation.Day(LocalDate.of(raw.getYear(), raw.getMonth(), raw.getDate()));
            }
            if (raw != null && found.calendar().getTimezoneInfo().isFloating(property)) {
                return new Invitation.Floating(
                        LocalDateTime.of(raw.getYear(), raw.getMonth(), raw.getDate(), raw.getHour(), raw.getMinute()));
            }
            return new Invitation.At(date.toInstant(), zone(found, property));
        } catch (DateTimeException never) {
            return null;
        }
    }

    private static @Nullable String zone(Found found, DateOrDateTimeProperty property) {
        var zone = found.calendar().getTimezoneInfo().getTimezone(property);
        return zone == null ? null : cut(zone.getTimeZone().getID(), LONGEST_LINE);
    }

    private static @Nullable Address organizer(VEvent event) {
        var organizer = event.getOrganizer();
        return organizer == null ? null : person(organizer.getCommonName(), organizer.getEmail(), organizer.getUri());
    }

    private static Guest guest(Attendee attendee) {
        var person = person(attendee.getCommonName(), attendee.getEmail(), attendee.getUri());
        return new Guest(person == null ? new Address(null, "") : person, answer(attendee.getParticipationStatus()));
    }

    static @Nullable String email(@Nullable String email, @Nullable String uri) {
        if (email != null) {
            return email.strip();
        }
        boolean isMail = uri != null && uri.toLowerCase(Locale.ROOT).startsWith("mailto:");
        return isMail
                ? Objects.requireNonNull(uri).substring("mailto:".length()).strip()
                : null;
    }

    private static @Nullable Address person(@Nullable String name, @Nullable String email, @Nullable String uri) {
        var address = email(email, uri);
        if (address == null && name == null) {
            return null;
        }
        return new Address(
                name == null ? null : cut(name, LONGEST_LINE), address == null ? "" : cut(address, LONGEST_LINE));
    }

    private static Answer answer(@Nullable ParticipationStatus status) {
        if (ParticipationStatus.ACCEPTED.equals(status)) {
            return Answer.ACCEPTED;
        }
        if (ParticipationStatus.TENTATIVE.equals(status)) {
            return Answer.TENTATIVE;
        }
        return ParticipationStatus.DECLINED.equals(status) ? Answer.DECLINED : Answer.NONE;
    }

    private static String line(@Nullable TextProperty property, int most) {
        var value = property == null ? null : property.getValue();
        return value == null ? "" : cut(value, most);
    }

    private static String cut(String text, int most) {
        var plain = text.strip();
        return Cut.of(plain, most);
    }
}
