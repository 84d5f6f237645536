package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Sort;
import io.lettergate.webmail.content.Glasses;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where in a list somebody is: every link of a page is made here, so that Back leads to the same list.
 *
 * @param mailbox as the URL names it
 * @param words what is searched for; absent for the whole mailbox
 * @param cursor the page of the list; absent for the first
 * @param sort the order of the list
 * @param collapsed whether a conversation is one row
 */
record Place(
        String account,
        String mailbox,
        Show show,
        @Nullable String words,
        @Nullable Cursor cursor,
        Sort sort,
        boolean collapsed) {

    private static final String COLLAPSE = "thread";
    private static final int ROWS = 50;
    private static final List<Sort> ORDERS = Stream.of("-received", "received", "from", "subject", "-size")
            .map(Sort::parse)
            .toList();

    /** One order of the list: its word is the last part of a message key. */
    record Order(String word, String url, boolean current) {}

    /** A place as its URL tells; a cursor that is none of ours means the newest page. */
    static Place of(
            Account account,
            String mailbox,
            @Nullable String show,
            @Nullable String words,
            @Nullable String cursor,
            @Nullable String sort,
            @Nullable String collapse) {
        var wanted = words == null || words.isBlank() ? null : words.strip();
        return new Place(
                account.id().toString(),
                mailbox,
                Show.of(show),
                wanted,
                cursor(cursor),
                sort(sort),
                COLLAPSE.equals(collapse));
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        try {
            return text == null ? null : Cursor.parse(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    private static Sort sort(@Nullable String text) {
        try {
            var sort = text == null ? Sort.NEWEST : Sort.parse(text);
            return ORDERS.contains(sort) ? sort : Sort.NEWEST;
        } catch (IllegalArgumentException notOurs) {
            return Sort.NEWEST;
        }
    }

    MessageQuery query() {
        return new MessageQuery(ROWS, cursor, show.filters(), words, sort, collapsed);
    }

    /** Whether the list goes down the days, so that they can be its titles. */
    boolean byDay() {
        return sort.equals(Sort.NEWEST);
    }

    /** The orders a reader can choose. */
    public List<Order> orders() {
        return ORDERS.stream()
                .map(order -> new Order(order.toString(), url(null, show, null, order), order.equals(sort)))
                .toList();
    }

    /** The same list, collapsed where it is not, and the other way round. */
    public String other() {
        return new Place(account, mailbox, show, words, null, sort, !collapsed).list();
    }

    /** The list itself. */
    public String list() {
        return url(null, show, cursor);
    }

    /** The newest page of the whole mailbox. */
    public String start() {
        return UriComponentsBuilder.fromPath("/mail/{account}/{mailbox}")
                .encode()
                .buildAndExpand(account, mailbox)
                .toUriString();
    }

    public String tab(Show other) {
        return url(null, other, null);
    }

    public String page(Cursor other) {
        return url(null, show, other);
    }

    /** The list with one of its messages open. */
    public String message(String id) {
        return url(id, show, cursor);
    }

    /** The rest of a message's conversation. */
    public String conversation(String id) {
        var whole = message(id);
        var query = whole.indexOf('?');
        return query < 0
                ? whole + "/conversation"
                : whole.substring(0, query) + "/conversation" + whole.substring(query);
    }

    /** The list with one of its messages open, and its conversation around it. */
    public String unfolded(String id) {
        return with(id, "conversation=true");
    }

    /** A message with pictures of the Web in it. */
    public String withPictures(String id) {
        return with(id, Glasses.PICTURES + "=" + Glasses.SHOW);
    }

    /** A message in its sender's colours, or in those that suit a dark screen. */
    public String coloured(String id, boolean own) {
        return with(id, "colours=" + (own ? Glasses.OWN : "adapted"));
    }

    private String with(String id, String parameter) {
        var whole = message(id);
        return whole + (whole.indexOf('?') < 0 ? '?' : '&') + parameter;
    }

    /** The list with one of its messages open, and within it another that is a part of it. */
    public String within(String id, String part) {
        var whole = message(id);
        return whole + (whole.indexOf('?') < 0 ? '?' : '&') + "inside=" + part + "#inner";
    }

    /** The same with pictures of the Web in both. */
    public String withPicturesWithin(String id, String part) {
        return withPictures(id) + "&inside=" + part + "#inner";
    }

    /** Where what is chosen in the list is acted upon. */
    public String acts() {
        return "/mail/" + account + "/do";
    }

    private String url(@Nullable String message, Show tab, @Nullable Cursor at) {
        return url(message, tab, at, sort);
    }

    private String url(@Nullable String message, Show tab, @Nullable Cursor at, Sort order) {
        var url = UriComponentsBuilder.fromPath("/mail/{account}/{mailbox}");
        if (message != null) {
            url.pathSegment(message);
        }
        if (tab != Show.ALL) {
            url.queryParam("show", tab.word());
        }
        if (words != null) {
            url.queryParam("q", "{words}");
        }
        if (!order.equals(Sort.NEWEST)) {
            url.queryParam("sort", order.toString());
        }
        if (collapsed) {
            url.queryParam("collapse", COLLAPSE);
        }
        if (at != null) {
            url.queryParam("cursor", at.toString());
        }
        var built = url.encode();
        return (words == null ? built.buildAndExpand(account, mailbox) : built.buildAndExpand(account, mailbox, words))
                .toUriString();
    }
}
