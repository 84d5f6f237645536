package io.lettergate.webmail.collecting;

import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.KeepOnServer.CountFrom;
import io.lettergate.collecting.KeepOnServer.FirstRun;
import io.lettergate.collecting.KeepOnServer.Mode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What the form of the keep-on-server window sends.
 *
 * @param keep a number of days, or forever, other, removed or never; absent if the form was not sent
 * @param days how many, where keep is other
 * @param received whether days count from when the server got a message
 * @param unread whether what nobody has read stays
 * @param most how many messages may lie there
 * @param mega how many megabytes may lie there
 * @param there whether what is removed here for good leaves there too
 * @param first all, new, or a number of days
 * @param every minutes between two looks
 */
record WindowForm(
        @Nullable String keep,
        @Nullable Integer days,
        @Nullable Boolean received,
        @Nullable Boolean unread,
        @Nullable Integer most,
        @Nullable Long mega,
        @Nullable Boolean there,
        @Nullable String first,
        @Nullable Integer every) {

    /** The choices that have a chip of their own, the safest first. */
    static final List<Integer> CHIPS = List.of(90, 30, 14, 7, 1);

    static final List<Integer> EVERY = List.of(5, 10, 15, 30, 60, 360, 1440);

    private static final int MOST_DAYS = 3_650;
    private static final int MOST_MESSAGES = 10_000_000;
    private static final long MEGA = 1_000_000;
    private static final long MOST_MEGA = 1_000_000_000;

    /** A box that is not ticked is not sent. */
    WindowForm {
        received = Boolean.TRUE.equals(received);
        unread = Boolean.TRUE.equals(unread);
        there = Boolean.TRUE.equals(there);
    }

    static WindowForm of(KeepOnServer window) {
        var own = window.days();
        return new WindowForm(
                switch (window.mode()) {
                    case FOREVER -> "forever";
                    case DAYS -> own != null && CHIPS.contains(own) ? own.toString() : "other";
                    case UNTIL_REMOVED_HERE -> "removed";
                    case NEVER -> "never";
                },
                own,
                window.countFrom() == CountFrom.RECEIVED,
                window.unreadIsSafe(),
                window.maxMessages(),
                window.maxOctets() == null ? null : Math.ceilDiv(window.maxOctets(), MEGA),
                window.removeHereRemovesThere(),
                switch (window.firstRun().kind()) {
                    case ALL -> "all";
                    case NEW_ONLY -> "new";
                    case LAST_DAYS -> String.valueOf(window.firstRun().days());
                },
                (int) window.pollEvery().toMinutes());
    }

    boolean isSent() {
        return keep != null;
    }

    /** The last part of the key of a message that says what is wrong; absent if nothing is. */
    @Nullable
    String fault() {
        if (mode() == null) {
            return "keep";
        }
        if (mode() == Mode.DAYS && (span() == null || !within(span(), MOST_DAYS))) {
            return "days";
        }
        if (most != null && !within(most, MOST_MESSAGES)) {
            return "most";
        }
        if (mega != null && !within(mega, MOST_MEGA)) {
            return "mega";
        }
        if (every == null || !EVERY.contains(every)) {
            return "every";
        }
        return firstRun() == null ? "first" : null;
    }

    private static boolean within(long value, long most) {
        return value >= 1 && value <= most;
    }

    /** The window; only of a form without a fault. */
    KeepOnServer window() {
        var mode = mode();
        var run = firstRun();
        if (mode == null || run == null || every == null) {
            throw new IllegalStateException("The form has a fault: " + fault());
        }
        return new KeepOnServer(
                mode,
                mode == Mode.DAYS ? span() : null,
                Boolean.TRUE.equals(received) ? CountFrom.RECEIVED : CountFrom.FIRST_SEEN,
                Boolean.TRUE.equals(unread),
                mega == null ? null : mega * MEGA,
                most,
                Boolean.TRUE.equals(there),
                run,
                Duration.ofMinutes(every));
    }

    private @Nullable Mode mode() {
        return switch (String.valueOf(keep)) {
            case "forever" -> Mode.FOREVER;
            case "removed" -> Mode.UNTIL_REMOVED_HERE;
            case "never" -> Mode.NEVER;
            case "other" -> Mode.DAYS;
            default -> number(keep) == null ? null : Mode.DAYS;
        };
    }

    private @Nullable Integer span() {
        return "other".equals(keep) ? days : number(keep);
    }

    private @Nullable FirstRun firstRun() {
        if (first == null || first.equals("all")) {
            return FirstRun.ALL;
        }
        if (first.equals("new")) {
            return new FirstRun(FirstRun.Kind.NEW_ONLY, null);
        }
        var back = number(first);
        return back == null || !within(back, MOST_DAYS) ? null : new FirstRun(FirstRun.Kind.LAST_DAYS, back);
    }

    private static @Nullable Integer number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,5}") ? Integer.valueOf(text) : null;
    }

    /** The same as fields of another form. */
    public List<Field> fields() {
        return Stream.of(
                        new Field("keep", keep),
                        new Field("days", text(days)),
                        new Field("received", Boolean.TRUE.equals(received) ? "true" : null),
                        new Field("unread", Boolean.TRUE.equals(unread) ? "true" : null),
                        new Field("most", text(most)),
                        new Field("mega", text(mega)),
                        new Field("there", Boolean.TRUE.equals(there) ? "true" : null),
                        new Field("first", first),
                        new Field("every", text(every)))
                .filter(field -> field.value() != null)
                .toList();
    }

    /** The same as the query of an address. */
    String query() {
        var uri = UriComponentsBuilder.newInstance();
        fields().forEach(field -> uri.queryParam(field.name(), field.value()));
        return String.valueOf(uri.encode().build().getQuery());
    }

    private static @Nullable String text(@Nullable Number value) {
        return value == null ? null : value.toString();
    }

    /** A field and its value. */
    record Field(String name, @Nullable String value) {}
}
