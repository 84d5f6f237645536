package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.Cursor;
import io.lettergate.mailbox.MessageQuery;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where in a list somebody is: every link of a page is made here, so that Back leads to the same list.
 *
 * @param mailbox as the URL names it
 * @param words what is searched for; absent for the whole mailbox
 * @param cursor the page of the list; absent for the newest
 */
record Place(
        String account,
        String mailbox,
        Show show,
        @Nullable String words,
        @Nullable Cursor cursor) {

    private static final int ROWS = 50;

    /** A place as its URL tells; a cursor that is none of ours means the newest page. */
    static Place of(
            Account account, String mailbox, @Nullable String show, @Nullable String words, @Nullable String cursor) {
        var wanted = words == null || words.isBlank() ? null : words.strip();
        return new Place(account.id().toString(), mailbox, Show.of(show), wanted, cursor(cursor));
    }

    private static @Nullable Cursor cursor(@Nullable String text) {
        try {
            return text == null ? null : Cursor.parse(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }

    MessageQuery query() {
        return new MessageQuery(ROWS, cursor, show.filters(), words);
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

    /** Where what is chosen in the list is acted upon. */
    public String acts() {
        return "/mail/" + account + "/do";
    }

    private String url(@Nullable String message, Show tab, @Nullable Cursor at) {
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
        if (at != null) {
            url.queryParam("cursor", at.toString());
        }
        var built = url.encode();
        return (words == null ? built.buildAndExpand(account, mailbox) : built.buildAndExpand(account, mailbox, words))
                .toUriString();
    }
}
