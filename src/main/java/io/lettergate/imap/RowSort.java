package io.lettergate.imap;

import io.lettergate.imap.cache.CachedRow;
import io.lettergate.mail.Address;
import io.lettergate.mail.Uid;
import io.lettergate.mailbox.Sort;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Sorts rows as a server would (RFC 5256 §3), for servers that do not; what is equal stands as it arrived. */
final class RowSort {

    private static final Pattern ANSWERS = Pattern.compile(
            "^(?:\\s|re(?:\\[\\d{1,5}\\])?:|fwd?:|aw:|\\[[^\\]]{0,100}\\](?=\\s*+\\S))++", Pattern.CASE_INSENSITIVE);

    private RowSort() {}

    static long[] sort(Map<Uid, CachedRow> rows, Sort sort) {
        var byKey = key(sort.key());
        Comparator<Map.Entry<Uid, CachedRow>> order =
                Map.Entry.comparingByValue(sort.descending() ? byKey.reversed() : byKey);
        return rows.entrySet().stream()
                .sorted(order.thenComparing(Map.Entry.comparingByKey()))
                .mapToLong(row -> row.getKey().value())
                .toArray();
    }

    private static Comparator<CachedRow> key(Sort.Key key) {
        return switch (key) {
            case RECEIVED -> Comparator.comparing(CachedRow::receivedAt);
            case SENT ->
                Comparator.comparing(
                        row -> Objects.requireNonNullElse(row.envelope().sentAt(), row.receivedAt()));
            case FROM -> Comparator.comparing(row -> first(row.envelope().from()));
            case TO -> Comparator.comparing(row -> first(row.envelope().to()));
            case SUBJECT -> Comparator.comparing(row -> subject(row.envelope().subject()));
            case SIZE -> Comparator.comparingLong(CachedRow::size);
        };
    }

    /** What stands before the @ of the first address. */
    private static String first(List<Address> addresses) {
        if (addresses.isEmpty()) {
            return "";
        }
        var email = addresses.getFirst().email();
        var at = email.lastIndexOf('@');
        return (at < 0 ? email : email.substring(0, at)).toLowerCase(Locale.ROOT);
    }

    /** What a subject is without its marks of answers and lists (RFC 5256 §2.1). */
    static String subject(String subject) {
        return ANSWERS.matcher(subject).replaceFirst("").strip().toLowerCase(Locale.ROOT);
    }
}
