package io.lettergate.mailbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a mailbox to list.
 *
 * @param limit 1 to 200
 * @param cursor where to go on; absent for the newest
 * @param filters all must hold
 * @param words to be found anywhere in the message; absent or blank for all
 * @param sort the order of the list
 * @param collapsed whether to list only the newest message of each conversation
 */
public record MessageQuery(
        int limit,
        @Nullable Cursor cursor,
        Set<Filter> filters,
        @Nullable String words,
        Sort sort,
        boolean collapsed) {

    /** The most rows in one page. */
    public static final int MOST = 200;

    /** A property by which rows are chosen. */
    public enum Filter {
        UNREAD,
        FLAGGED,
        ATTACHMENTS
    }

    /** The same, newest first. */
    public MessageQuery(int limit, @Nullable Cursor cursor, Set<Filter> filters, @Nullable String words) {
        this(limit, cursor, filters, words, Sort.NEWEST);
    }

    /** The same with a row for every message. */
    public MessageQuery(int limit, @Nullable Cursor cursor, Set<Filter> filters, @Nullable String words, Sort sort) {
        this(limit, cursor, filters, words, sort, false);
    }

    public MessageQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit lies between 1 and " + MOST + ", but got " + limit);
        }
        filters = Set.copyOf(filters);
        words = words == null || words.isBlank() ? null : words.strip();
    }

    public static MessageQuery newest(int limit) {
        return new MessageQuery(limit, null, Set.of(), null);
    }

    /** Whether every message of the mailbox is meant. */
    public boolean isPlain() {
        return filters.isEmpty() && words == null && sort.isArrival() && !collapsed;
    }
}
