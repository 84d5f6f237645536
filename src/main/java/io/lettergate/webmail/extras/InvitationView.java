package io.lettergate.webmail.extras;

import io.lettergate.mail.Address;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Invitation.Moment;
import io.lettergate.webmail.content.OneLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An invitation as a card.
 *
 * @param kind the last part of message keys
 * @param zone the name of the zone that the times are in; empty where they are the same everywhere
 * @param goesTo the address that an answer is sent to, whatever its owner is called
 * @param answers where an answer is sent; absent where none is asked for
 */
public record InvitationView(
        String kind,
        String title,
        String day,
        String month,
        String when,
        String zone,
        String location,
        String description,
        boolean repeats,
        List<ChangeView> changes,
        String organizer,
        String goesTo,
        List<GuestView> guests,
        String mine,
        @Nullable String answers,
        String file) {

    private static final int MOST_GUESTS = 20;

    /** One time of many that is unlike the others. */
    public record ChangeView(String instead, String when, String location, boolean off) {}

    /** Somebody who is invited; what they answered is the last part of a message key. */
    public record GuestView(String name, String answer) {}

    static InvitationView of(Invitation invitation, String url, ZoneId zone, Locale locale) {
        var start = invitation.start().in(zone);
        boolean isZoned = invitation.start() instanceof Invitation.At;
        var organizer = invitation.organizer();
        return new InvitationView(
                word(invitation.kind()),
                OneLine.of(invitation.title()),
                DateTimeFormatter.ofPattern("d", locale).format(start),
                DateTimeFormatter.ofPattern("MMM", locale).format(start),
                when(invitation.start(), invitation.end(), zone, locale),
                isZoned ? zone.getId() : "",
                OneLine.of(invitation.location()),
                invitation.description(),
                invitation.repeats(),
                invitation.changes().stream()
                        .map(change -> new ChangeView(
                                when(change.instead(), null, zone, locale),
                                when(change.start(), change.end(), zone, locale),
                                OneLine.of(change.location()),
                                change.isOff()))
                        .toList(),
                organizer == null ? "" : name(organizer),
                organizer == null ? "" : OneLine.of(organizer.email()),
                invitation.guests().stream()
                        .limit(MOST_GUESTS)
                        .map(guest -> new GuestView(name(guest.person()), word(guest.answer())))
                        .toList(),
                word(invitation.mine()),
                invitation.isOpen() ? url + "/invitation/" + invitation.part() : null,
                url + "/part/" + invitation.part());
    }

    private static String when(Moment from, @Nullable Moment until, ZoneId zone, Locale locale) {
        var start = from.in(zone);
        var end = until == null ? null : until.in(zone);
        var day = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
        var time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale);
        if (from.isDay()) {
            boolean isOne = end == null || !end.isAfter(start);
            return isOne ? day.format(start) : day.format(start) + " – " + day.format(end);
        }
        var begins = day.format(start) + ", " + time.format(start);
        if (end == null || !end.isAfter(start)) {
            return begins;
        }
        boolean isSameDay = end.toLocalDate().equals(start.toLocalDate());
        return begins + " – " + (isSameDay ? time.format(end) : day.format(end) + ", " + time.format(end));
    }

    private static String name(Address person) {
        return OneLine.of(person.label());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
