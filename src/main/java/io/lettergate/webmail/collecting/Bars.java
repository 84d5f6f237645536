package io.lettergate.webmail.collecting;

import io.lettergate.collecting.Look;
import io.lettergate.webmail.Almanac;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What was copied and what was removed there, day by day, as bars of a drawing that is 120 high.
 *
 * @param copied in all days together
 * @param removed in all days together
 */
record Bars(List<Bar> days, long copied, long removed) {

    /** What can stand in the drawing at all, wherever its reader lives. */
    static final Duration SPAN = Duration.ofDays(15);

    private static final int SHOWN = 14;
    private static final int WIDTH = 56;
    private static final int HEIGHT = 96;
    private static final int LEAST = 3;

    Bars {
        days = List.copyOf(days);
    }

    /** One day: where its bars stand and how high they are. */
    record Bar(String day, int x, long copied, long removed, long copiedHeight, long removedHeight) {

        /** Where the bar of what was copied begins, from above. */
        public long copiedTop() {
            return HEIGHT - copiedHeight;
        }

        /** Where the bar of what was removed begins, from above. */
        public long removedTop() {
            return HEIGHT - removedHeight;
        }
    }

    static Bars of(List<Look> looks, Almanac almanac) {
        var begin = almanac.date(almanac.now()).minusDays(SHOWN - 1L);
        Map<LocalDate, Sum> sums =
                looks.stream().collect(Collectors.toMap(look -> almanac.date(look.startedAt()), Sum::of, Sum::plus));
        var days = begin.datesUntil(begin.plusDays(SHOWN))
                .map(day -> sums.getOrDefault(day, Sum.NOTHING).on(day))
                .toList();
        var highest = Math.max(1, days.stream().mapToLong(Sum::highest).max().orElse(1));
        var bars = IntStream.range(0, SHOWN)
                .mapToObj(at -> days.get(at).bar(at * WIDTH, highest))
                .toList();
        return new Bars(
                bars,
                bars.stream().mapToLong(Bar::copied).sum(),
                bars.stream().mapToLong(Bar::removed).sum());
    }

    /** All looks of a day together. */
    private record Sum(LocalDate day, long copied, long removed) {

        static final Sum NOTHING = new Sum(LocalDate.EPOCH, 0, 0);

        static Sum of(Look look) {
            return new Sum(LocalDate.EPOCH, look.collected(), look.removed());
        }

        Sum plus(Sum other) {
            return new Sum(day, copied + other.copied, removed + other.removed);
        }

        Sum on(LocalDate when) {
            return new Sum(when, copied, removed);
        }

        long highest() {
            return Math.max(copied, removed);
        }

        Bar bar(int x, long highest) {
            return new Bar(
                    String.valueOf(day.getDayOfMonth()),
                    x,
                    copied,
                    removed,
                    height(copied, highest),
                    height(removed, highest));
        }

        /** What is there can be seen, however little it is. */
        private static long height(long value, long highest) {
            return value == 0 ? 0 : Math.max(LEAST, value * HEIGHT / highest);
        }
    }
}
