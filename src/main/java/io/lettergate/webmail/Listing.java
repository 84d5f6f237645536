package io.lettergate.webmail;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list, in groups of days.
 *
 * @param total how many rows the whole list has
 * @param older the next page; absent at the end
 * @param newer the page before; absent at the start
 */
record Listing(
        List<Day> days,
        long total,
        @Nullable String older,
        @Nullable String newer) {

    /** Rows under one title, which is a message key or the name of a month. */
    record Day(String title, List<Row> rows) {}

    Listing {
        days = List.copyOf(days);
    }

    public boolean isEmpty() {
        return days.isEmpty();
    }

    /** The row to go on with when one leaves: the older neighbour, else the newer. */
    Optional<Row> after(String id) {
        return beside(id, 1).or(() -> beside(id, -1));
    }

    /** The row so many rows below. */
    Optional<Row> beside(String id, int step) {
        var rows = days.stream().flatMap(day -> day.rows().stream()).toList();
        return IntStream.range(0, rows.size())
                .filter(index -> rows.get(index).id().equals(id))
                .map(here -> here + step)
                .filter(there -> there >= 0 && there < rows.size())
                .mapToObj(rows::get)
                .findFirst();
    }
}
