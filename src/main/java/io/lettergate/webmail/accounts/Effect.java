package io.lettergate.webmail.accounts;

import io.lettergate.collecting.KeepOnServer;
import io.lettergate.webmail.Timeline;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What one choice of the keep-on-server window would do, told before anything happens.
 *
 * @param days 0 for good
 * @param from the first day on which anything leaves
 */
record Effect(int days, boolean chosen, String from, Timeline time) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.UK);

    /** One for each choice, beginning with the safest. */
    static List<Effect> all(HalfMade half, Clock clock) {
        var now = half.window().days() == null ? 0 : half.window().days();
        return WayForm.DAYS.stream()
                .map(days -> new Effect(
                        days,
                        days == now,
                        DAY.format(clock.instant().plus(Duration.ofDays(days)).atZone(clock.getZone())),
                        Timeline.of(half.provider(), window(half, days))))
                .toList();
    }

    private static KeepOnServer window(HalfMade half, int days) {
        var minutes = Math.toIntExact(half.window().pollEvery().toMinutes());
        return new WayForm(null, days, false, -1, minutes).window();
    }
}
