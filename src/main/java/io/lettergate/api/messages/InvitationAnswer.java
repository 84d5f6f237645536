package io.lettergate.api.messages;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.words.Word;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitation.Moment;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event that a message tells of, as the API shows it. */
@Schema(name = "Invitation")
@JsonInclude(JsonInclude.Include.NON_NULL)
record InvitationAnswer(
        @Schema(description = "The part that it stands in; its answers go there")
        String part,

        @Schema(allowableValues = {"request", "cancel", "reply", "publish"})
        String method,

        @Schema(description = "By which calendars know the event") @Nullable
        String uid,

        @Schema(description = "Counts the changes of the event")
        int sequence,

        String title,

        @Schema(
                description =
                        "In UTC, as in 2026-11-24T09:00:00Z; a day of its own, as in 2026-11-24; or without a zone, as"
                                + " in 2026-11-24T09:00, which is that hour wherever one is",
                example = "2026-11-24T09:00:00Z")
        String start,

        @Schema(description = "Like the start; of whole days the last one") @Nullable
        String end,

        boolean allDay,

        @Schema(
                description = "The zone that the event is told in; absent where that is UTC or none",
                example = "Europe/Oslo")
        @Nullable
        String zone,

        @Nullable String location,
        @Nullable String description,

        @Schema(description = "Whether there are more of it")
        boolean repeats,

        @Schema(description = "Those of its times that are unlike the others; absent where none is") @Nullable
        List<ChangeAnswer> changes,

        @Nullable AddressAnswer organizer,
        List<GuestAnswer> guests,

        @Schema(description = "The reader's address as it was invited; absent where it was not") @Nullable
        String invitedAs,

        @Schema(
                description = "What the reader answered, as the event tells it; absent where that is nothing",
                allowableValues = {"accepted", "tentative", "declined"})
        @Nullable
        String answer,

        @Schema(description = "Whether the reader is asked, and can answer")
        boolean answerable) {

    /** One time of many that is unlike the others. */
    @Schema(name = "EventChange")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChangeAnswer(
            @Schema(description = "When it would have been, like `start`")
            String instead,

            String start,
            @Nullable String end,
            @Nullable String location,

            @Schema(description = "Whether it was called off")
            boolean cancelled) {

        private static ChangeAnswer of(Invitation.Change change) {
            return new ChangeAnswer(
                    when(change.instead()),
                    when(change.start()),
                    change.end() == null ? null : when(change.end()),
                    Told.of(change.location()),
                    change.isOff());
        }
    }

    /** Somebody who is invited. */
    @Schema(name = "Guest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record GuestAnswer(
            @Nullable String name,
            String email,

            @Schema(
                    description = "Absent where there is none yet",
                    allowableValues = {"accepted", "tentative", "declined"})
            @Nullable
            String answer) {

        private static GuestAnswer of(Invitation.Guest guest) {
            var person = guest.person();
            return new GuestAnswer(person.name(), person.email(), said(guest.answer()));
        }
    }

    static InvitationAnswer of(Invitation invitation) {
        var organizer = invitation.organizer();
        return new InvitationAnswer(
                invitation.part().value(),
                Word.of(invitation.kind()),
                Told.of(invitation.version().uid()),
                invitation.version().sequence(),
                invitation.title(),
                when(invitation.start()),
                invitation.end() == null ? null : when(invitation.end()),
                invitation.start().isDay(),
                invitation.start() instanceof Invitation.At at ? at.zone() : null,
                Told.of(invitation.location()),
                Told.of(invitation.description()),
                invitation.repeats(),
                invitation.changes().isEmpty()
                        ? null
                        : invitation.changes().stream().map(ChangeAnswer::of).toList(),
                organizer == null ? null : AddressAnswer.of(organizer),
                invitation.guests().stream().map(GuestAnswer::of).toList(),
                invitation.me(),
                said(invitation.mine()),
                invitation.isOpen());
    }

    private static @Nullable String said(Answer answer) {
        return answer == Answer.NONE ? null : Word.of(answer);
    }

    private static String when(Moment moment) {
        return switch (moment) {
            case Invitation.At at -> at.instant().toString();
            case Invitation.Day day -> day.date().toString();
            case Invitation.Floating floating -> floating.time().toString();
        };
    }
}
