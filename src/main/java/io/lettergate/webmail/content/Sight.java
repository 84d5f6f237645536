package io.lettergate.webmail.content;

import io.lettergate.safehtml.HeldBack;

/**
 * What a page says of how a message is shown.
 *
 * @param heldBack what of it lies in the Web and was not fetched
 * @param fetched whether pictures of the Web are shown
 * @param always whether they are for each letter of this sender
 * @param doubted whether they would be, but that nobody could confirm who this letter is from
 * @param offered whether they can be had
 * @param coloured whether it has colours of its own that a dark screen changes
 * @param own whether it is shown in those
 * @param ownAlways whether each letter of this sender is
 */
public record Sight(
        HeldBack heldBack,
        boolean fetched,
        boolean always,
        boolean doubted,
        boolean offered,
        boolean coloured,
        boolean own,
        boolean ownAlways) {

    /** Of two kinds of things there are three sentences; the last part of a message key. */
    public String what() {
        if (heldBack.trackers() == 0) {
            return "pictures";
        }
        return heldBack.pictures() == 0 ? "trackers" : "both";
    }
}
