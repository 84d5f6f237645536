package io.lettergate.api.collecting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lettergate.api.problems.InvalidRequest;
import io.lettergate.api.words.Word;
import io.lettergate.collecting.KeepOnServer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A keep-on-server window as callers write and read it; what is absent has its default, which removes nothing. */
@Schema(name = "KeepOnServer", example = "{\"mode\": \"days\", \"days\": 14, \"pollEvery\": \"PT10M\"}")
@JsonInclude(JsonInclude.Include.NON_NULL)
record WindowBody(
        @Schema(
                description = "When a message leaves its server: never, after days, when it was removed here for good,"
                        + " or as soon as our copy is stored",
                allowableValues = {"forever", "days", "untilRemovedHere", "never"},
                requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable
        String mode,

        @Schema(description = "For the mode days, and no other", minimum = "1", maximum = "3650") @Nullable
        Integer days,

        @Schema(
                description = "From when days count: from when our copy was stored, or from when the server got the"
                        + " message, but never from before our copy was stored",
                allowableValues = {"firstSeen", "received"},
                defaultValue = "firstSeen")
        @Nullable
        String countFrom,

        @Schema(description = "Whether what nobody has read here stays there, whatever its age", defaultValue = "true")
        @Nullable
        Boolean unreadIsSafe,

        @Schema(
                description = "How much may lie there before the oldest leave; absent for any amount",
                minimum = "1",
                maximum = "1125899906842624")
        @Nullable
        Long maxOctets,

        @Schema(
                description = "How many may lie there before the oldest leave; absent for any number",
                minimum = "1",
                maximum = "10000000")
        @Nullable
        Integer maxMessages,

        @Schema(description = "Whether what is removed here for good leaves there too", defaultValue = "false")
        @Nullable
        Boolean removeHereRemovesThere,

        @Schema(
                description = "What of the mail that is there already is collected",
                oneOf = {FirstRunBody.Name.class, FirstRunBody.LastDays.class},
                defaultValue = "all")
        @Nullable
        Object firstRun,

        @Schema(
                description = "How often to look, PT5M to P1D",
                type = "string",
                format = "duration",
                defaultValue = "PT10M")
        @Nullable
        String pollEvery) {

    static WindowBody of(KeepOnServer window) {
        return new WindowBody(
                Word.of(window.mode()),
                window.days(),
                Word.of(window.countFrom()),
                window.unreadIsSafe(),
                window.maxOctets(),
                window.maxMessages(),
                window.removeHereRemovesThere(),
                FirstRunBody.of(window.firstRun()),
                window.pollEvery().toString());
    }

    /**
     * The window.
     *
     * @param at where this stands in the body, as a JSON pointer
     */
    KeepOnServer window(String at) {
        var kind = InvalidRequest.field(at + "/mode", this::kind);
        var from = InvalidRequest.field(
                at + "/countFrom",
                () -> countFrom == null
                        ? KeepOnServer.CountFrom.FIRST_SEEN
                        : Word.value(KeepOnServer.CountFrom.class, countFrom));
        var span = InvalidRequest.field(at + "/days", () -> days(kind));
        var octets = InvalidRequest.field(
                at + "/maxOctets",
                () -> maxOctets == null ? null : (Long) Bounds.within(maxOctets, 1, Bounds.MOST_OCTETS));
        var messages = InvalidRequest.field(
                at + "/maxMessages",
                () -> maxMessages == null ? null : (Integer) (int) Bounds.within(maxMessages, 1, Bounds.MOST_MESSAGES));
        var first = InvalidRequest.field(
                at + "/firstRun", () -> firstRun == null ? KeepOnServer.FirstRun.ALL : FirstRunBody.read(firstRun));
        var every = InvalidRequest.field(at + "/pollEvery", this::every);
        return InvalidRequest.field(
                at,
                () -> new KeepOnServer(
                        kind,
                        span,
                        from,
                        unreadIsSafe == null || unreadIsSafe,
                        octets,
                        messages,
                        Boolean.TRUE.equals(removeHereRemovesThere),
                        first,
                        every));
    }

    private KeepOnServer.Mode kind() {
        if (mode == null) {
            throw new IllegalArgumentException("A window has a mode: forever, days, untilRemovedHere or never");
        }
        return Word.value(KeepOnServer.Mode.class, mode);
    }

    private @Nullable Integer days(KeepOnServer.Mode kind) {
        if (kind == KeepOnServer.Mode.DAYS) {
            if (days == null) {
                throw new IllegalArgumentException("The mode days needs a number of days");
            }
            return (int) Bounds.within(days, 1, Bounds.MOST_DAYS);
        }
        if (days != null) {
            throw new IllegalArgumentException("Only the mode days has a number of days");
        }
        return null;
    }

    private Duration every() {
        try {
            return pollEvery == null ? KeepOnServer.FOREVER.pollEvery() : Bounds.pollEvery(Duration.parse(pollEvery));
        } catch (DateTimeParseException noDuration) {
            throw new IllegalArgumentException("A duration looks like PT10M", noDuration);
        }
    }
}
