package io.lettergate.demo;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A made-up tide table of a year: the very long text in the sample mail. */
class TideTable {

    private static final DateTimeFormatter LINE =
            DateTimeFormatter.ofPattern("EEE dd MMM yyyy   HH:mm", Locale.ENGLISH);
    private static final LocalDateTime FIRST = LocalDateTime.of(2026, 1, 1, 3, 17);
    private static final int TIDES = 1410;
    private static final int MINUTES_BETWEEN = 373;

    private TideTable() {}

    static String text() {
        return IntStream.range(0, TIDES).mapToObj(TideTable::line).collect(Collectors.joining("\n"));
    }

    /** High and low water take turns; the range swells and falls with the moon, every 28 tides or so. */
    private static String line(int tide) {
        var range = 0.9 + 0.35 * Math.cos(tide * Math.PI / 28.5);
        var isHigh = tide % 2 == 0;
        return LINE.format(FIRST.plusMinutes((long) tide * MINUTES_BETWEEN))
                + (isHigh ? "   high water   " : "   low water    ")
                + String.format(Locale.ROOT, "%.2f m   %s", isHigh ? 1.6 + range : 1.6 - range, remark(range));
    }

    private static String remark(double range) {
        return range > 1.2 ? "spring tide, mind the lower steps" : "quay dry to the third ring";
    }
}
