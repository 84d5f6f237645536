package io.lettergate.webmail.compose;

import io.lettergate.webmail.Almanac;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a message can be sent, other than now.
 *
 * @param choices some that many people want
 * @param zone by whose clock the writer counts
 * @param own an example of a time of one's own, as a form spells it
 */
record SendTimes(List<Choice> choices, String zone, String own) {

    private static final String BUTTON = "later";
    private static final LocalTime MORNING = LocalTime.of(8, 0);
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

    SendTimes {
        choices = List.copyOf(choices);
    }

    /**
     * One of them.
     *
     * @param name the last part of a message key
     * @param button what its button says to us: the very time that it shows, however long the page lay open
     * @param when the time in words
     */
    record Choice(String name, String button, String when) {}

    static SendTimes of(Almanac almanac) {
        var now = almanac.now().atZone(almanac.zone());
        var hour = now.plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        var tomorrow = now.plusDays(1).with(MORNING).truncatedTo(ChronoUnit.MINUTES);
        var monday = now.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).with(MORNING);
        var choices = Stream.of(
                        choice("hour", hour, almanac),
                        choice("morning", tomorrow, almanac),
                        choice("monday", monday.truncatedTo(ChronoUnit.MINUTES), almanac))
                .filter(one ->
                        !one.name().equals("monday") || !monday.toLocalDate().equals(tomorrow.toLocalDate()))
                .toList();
        return new SendTimes(choices, almanac.zone().getId(), FORM.format(tomorrow));
    }

    private static Choice choice(String name, ZonedDateTime then, Almanac almanac) {
        return new Choice(name, BUTTON + ":" + then.toInstant(), almanac.time(then.toInstant()));
    }

    /** Whether a button sends, now or later. */
    static boolean sends(String button) {
        return button.equals("send") || button.equals(BUTTON) || button.startsWith(BUTTON + ":");
    }

    /**
     * The time that a button means; absent for now.
     *
     * @param own what stands in the field for a time of one's own
     * @throws IllegalArgumentException in a sentence, where it is none that is still to come
     */
    static @Nullable Instant of(String button, @Nullable String own, Almanac almanac) {
        if (button.equals("send")) {
            return null;
        }
        var time = button.equals(BUTTON) ? own(own, almanac) : chosen(button);
        if (time.isBefore(almanac.now().plus(Duration.ofSeconds(1)))) {
            throw new IllegalArgumentException(almanac.full(time) + " is over. Please choose a time that is to come.");
        }
        return time;
    }

    private static Instant own(@Nullable String written, Almanac almanac) {
        try {
            return LocalDateTime.parse(written == null ? "" : written.strip())
                    .atZone(almanac.zone())
                    .toInstant();
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("Please say on which day and at what time it is to be sent.", none);
        }
    }

    private static Instant chosen(String button) {
        try {
            return Instant.parse(button.substring(BUTTON.length() + 1));
        } catch (DateTimeException none) {
            throw new IllegalArgumentException("Please choose when it is to be sent.", none);
        }
    }
}
