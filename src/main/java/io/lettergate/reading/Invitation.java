package io.lettergate.reading;

import io.lettergate.mail.Address;
import io.lettergate.mail.PartNumber;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody tells of in a message (RFC 5545, RFC 5546).
 *
 * @param part which part tells it
 * @param location empty where none is told
 * @param repeats whether there are more of it
 * @param changes those of its times that are unlike the others
 * @param organizer absent where nobody is named
 * @param me the reader's own address as it was invited; absent where it was not
 * @param mine what the reader answered, as the event tells it
 * @param version by which calendars know it
 */
public record Invitation(
        PartNumber part,
        Kind kind,
        String title,
        String location,
        String description,
        Moment start,
        @Nullable Moment end,
        boolean repeats,
        List<Change> changes,
        @Nullable Address organizer,
        List<Guest> guests,
        @Nullable String me,
        Answer mine,
        Version version) {

    public Invitation {
        changes = List.copyOf(changes);
        guests = List.copyOf(guests);
    }

    /** What the message is about. */
    public enum Kind {
        /** Somebody asks to come. */
        REQUEST,
        /** It was called off. */
        CANCEL,
        /** A guest asks for another time. */
        COUNTER,
        /** Somebody answers. */
        REPLY,
        /** It is told, and nobody is asked. */
        PUBLISH
    }

    /** What somebody says to it. */
    public enum Answer {
        ACCEPTED,
        TENTATIVE,
        DECLINED,
        NONE
    }

    /**
     * Which event it is, and which form of it.
     *
     * @param uid empty where it has none
     * @param sequence counts its changes
     */
    public record Version(String uid, int sequence) {}

    /**
     * One time of many that is unlike the others.
     *
     * @param instead when it would have been
     * @param location empty where none is told
     * @param isOff whether it was called off
     */
    public record Change(
            Moment instead, Moment start, @Nullable Moment end, String location, boolean isOff) {}

    /** Somebody who is invited. */
    public record Guest(Address person, Answer answer) {}

    /** When something is: an instant, a day, or a time wherever one is. */
    public sealed interface Moment {

        /** As people in a zone count it. */
        LocalDateTime in(ZoneId zone);

        /** Whether it is a whole day. */
        default boolean isDay() {
            return this instanceof Day;
        }
    }

    /**
     * The same for all.
     *
     * @param zone the name of the one that the event is told in; absent where that is UTC
     */
    public record At(Instant instant, @Nullable String zone) implements Moment {

        @Override
        public LocalDateTime in(ZoneId zone) {
            return instant.atZone(zone).toLocalDateTime();
        }
    }

    /** A day. */
    public record Day(LocalDate date) implements Moment {

        @Override
        public LocalDateTime in(ZoneId zone) {
            return date.atStartOfDay();
        }
    }

    /** A time on the clock of whoever is there. */
    public record Floating(LocalDateTime time) implements Moment {

        @Override
        public LocalDateTime in(ZoneId zone) {
            return time;
        }
    }

    /** The same for one who is not asked about it. */
    Invitation told() {
        return new Invitation(
                part,
                kind,
                title,
                location,
                description,
                start,
                end,
                repeats,
                changes,
                organizer,
                guests,
                null,
                mine,
                version);
    }

    /** Whether the reader is asked, and can say. */
    public boolean isOpen() {
        return kind == Kind.REQUEST && me != null && organizer != null;
    }
}
