package io.lettergate.reading;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.parameter.ParticipationStatus;
import biweekly.property.Attendee;
import biweekly.property.TextProperty;
import io.lettergate.mail.Address;
import io.lettergate.mail.PartNumber;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitation.Change;
import io.lettergate.reading.Invitation.Guest;
import io.lettergate.reading.Invitation.Kind;
import io.lettergate.reading.Invitation.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads calendars, as far as they tell of an event. */
final class Calendars {

    private static final int MOST_GUESTS = 200;
    static final int MOST_EVENTS = 20;
    static final int LONGEST_LINE = 500;
    private static final int LONGEST_TEXT = 10_000;
    /** Each time in a zone of the calendar's own is looked up in all parts of that zone. */
    private static final long MOST_LOOKS = 20_000;

    private static final Pattern FOLD = Pattern.compile("\\r?\\n[ \\t]");
    private static final Pattern PART_OF_ZONE = Pattern.compile("(?i)STANDARD|DAYLIGHT|RDATE");
    private static final Pattern IN_ZONE = Pattern.compile("(?i)TZID");

    private Calendars() {}

    /**
     * One of the events of a calendar.
     *
     * @param event the whole row of its times, where that is told
     * @param changed those of its times that are unlike the others
     */
    record Found(ICalendar calendar, VEvent event, List<VEvent> changed) {

        Found {
            changed = List.copyOf(changed);
        }
    }

    /** All events that can be found, as they stand. */
    static List<Found> read(String text) {
        if (looks(text) > MOST_LOOKS) {
            return List.of();
        }
        try {
            return Biweekly.parse(text)
                    .register(new TameRules())
                    .defaultTimezone(TimeZone.getTimeZone("UTC"))
                    .all()
                    .stream()
                    .flatMap(calendar -> found(calendar).stream())
                    .limit(MOST_EVENTS + 1L)
                    .toList();
        } catch (RuntimeException | StackOverflowError unreadable) {
            return List.of();
        }
    }

    /** Each once: of one that is told several times the first counts. */
    private static List<Found> found(ICalendar calendar) {
        Map<String, List<VEvent>> byUid = new LinkedHashMap<>();
        for (var event : calendar.getEvents()) {
            var uid = uid(event);
            var key = uid.isEmpty() ? "none " + byUid.size() : "uid " + uid;
            byUid.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
        }
        return byUid.values().stream()
                .limit(MOST_EVENTS + 1L)
                .map(told -> found(calendar, told))
                .toList();
    }

    private static Found found(ICalendar calendar, List<VEvent> told) {
        var event = told.stream()
                .filter(candidate -> candidate.getRecurrenceId() == null)
                .findFirst()
                .orElse(told.getFirst());
        var changed = told.stream()
                .filter(candidate -> candidate.getRecurrenceId() != null)
                .skip(event.getRecurrenceId() == null ? 0 : 1)
                .limit(MOST_EVENTS)
                .toList();
        settle(calendar, event);
        changed.forEach(one -> settle(calendar, one));
        return new Found(calendar, event, changed);
    }

    private static void settle(ICalendar calendar, VEvent event) {
        Zones.settle(calendar, event.getDateStart());
        Zones.settle(calendar, event.getDateEnd());
        Zones.settle(calendar, event.getRecurrenceId());
    }

    private static long looks(String text) {
        var whole = FOLD.matcher(text).replaceAll("");
        return PART_OF_ZONE.matcher(whole).results().count()
                * IN_ZONE.matcher(whole).results().count();
    }

    /**
     * The event that an answer to a calendar is about: a question asks for one (RFC 5546 §3.2.2); where there are more, it
     * is the first that this reader is asked to come to.
     *
     * @param own the reader's addresses in lower case
     */
    static Optional<Found> meant(List<Found> events, PartNumber part, Set<String> own) {
        return events.stream()
                .filter(event -> {
                    var invitation = invitation(event, part, own);
                    return invitation != null && invitation.isOpen();
                })
                .findFirst();
    }

    /** The events of one calendar as a reader sees them, who is asked about one of them at most. */
    static List<Invitation> invitations(List<Found> events, PartNumber part, Set<String> own) {
        var invitations = new ArrayList<Invitation>();
        boolean isAsked = false;
        for (var event : events) {
            var invitation = invitation(event, part, own);
            if (invitation != null) {
                invitations.add(isAsked && invitation.isOpen() ? invitation.told() : invitation);
                isAsked |= invitation.isOpen();
            }
        }
        return invitations;
    }

    /**
     * The event as a reader sees it.
     *
     * @param own the reader's addresses in lower case
     * @return nothing where it does not say when it is
     */
    static @Nullable Invitation invitation(Found found, PartNumber part, Set<String> own) {
        var event = found.event();
        var start = Moments.of(found.calendar(), event.getDateStart());
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
                Moments.end(found.calendar(), event, start),
                event.getRecurrenceRule() != null,
                found.changed().stream()
                        .flatMap(one -> change(found, one).stream())
                        .toList(),
                organizer,
                guests,
                me.map(guest -> guest.person().email()).orElse(null),
                me.map(Guest::answer).orElse(Answer.NONE),
                version(event));
    }

    private static Optional<Change> change(Found found, VEvent event) {
        var instead = Moments.of(found.calendar(), event.getRecurrenceId());
        var start = Moments.of(found.calendar(), event.getDateStart());
        return instead == null || start == null
                ? Optional.empty()
                : Optional.of(new Change(
                        instead,
                        start,
                        Moments.end(found.calendar(), event, start),
                        line(event.getLocation(), LONGEST_LINE),
                        event.getStatus() != null && event.getStatus().isCancelled()));
    }

    private static Version version(VEvent event) {
        var sequence = event.getSequence() == null ? null : event.getSequence().getValue();
        return new Version(cut(uid(event), LONGEST_LINE), sequence == null ? 0 : sequence);
    }

    private static String uid(VEvent event) {
        var uid = event.getUid() == null ? null : event.getUid().getValue();
        return uid == null ? "" : uid;
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

    static String cut(String text, int most) {
        var plain = text.strip();
        return Cut.of(plain, most);
    }
}
