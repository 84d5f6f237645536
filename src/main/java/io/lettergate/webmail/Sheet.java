package io.lettergate.webmail;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.MessagePage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A page of a list on its way to become rows.
 *
 * @param sent whether the list holds mail that the reader sent
 */
record Sheet(MessagePage page, Place place, Almanac almanac, boolean sent) {

    /** The rows below their titles: servers count a message as new that was moved back, so days are sorted here. */
    List<Listing.Day> days() {
        if (page.messages().isEmpty()) {
            return List.of();
        }
        return place.byDay() ? byDay() : List.of(new Listing.Day("order." + place.sort(), rows(page.messages())));
    }

    private List<Listing.Day> byDay() {
        return page.messages().stream()
                .sorted(Comparator.comparing(MessageSummary::receivedAt).reversed())
                .collect(groupingBy(summary -> almanac.group(summary.receivedAt()), LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(day -> new Listing.Day(day.getKey(), rows(day.getValue())))
                .toList();
    }

    private List<Row> rows(List<MessageSummary> messages) {
        return messages.stream().map(this::row).toList();
    }

    private Row row(MessageSummary summary) {
        var row = Row.of(summary, place, almanac, sent);
        var count = page.conversations().get(summary.ref());
        return count == null ? row : row.with(count);
    }
}
