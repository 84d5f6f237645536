package io.lettergate.webmail;

import io.lettergate.collecting.KeepOnServer;

/**
 * What the drawing of a keep-on-server window shows: a message arrives, is copied here, and leaves its server or stays.
 * The fragment {@code fragments/timeline} draws it.
 *
 * @param host the server, as people know it
 * @param mode the name of the {@link KeepOnServer.Mode}, the last part of message keys
 * @param days of the window, 0 where it has none
 * @param minutes between two looks
 * @param gone where the message leaves, on a line from 160 to 860; 0 where it stays
 */
public record Timeline(String host, String mode, int days, long minutes, int gone) {

    private static final int RIGHT_END = 860;

    /** The drawing of a window. */
    public static Timeline of(String host, KeepOnServer window) {
        var days = window.days() == null ? 0 : window.days();
        return new Timeline(
                host, window.mode().name(), days, window.pollEvery().toMinutes(), gone(window.mode(), days));
    }

    /** Each further day is worth less room, so that 1 and 90 days fit on one line. */
    private static int gone(KeepOnServer.Mode mode, int days) {
        return switch (mode) {
            case FOREVER -> 0;
            case DAYS -> (int) Math.clamp(270 + 100 * Math.log(days), 380, 780);
            case UNTIL_REMOVED_HERE -> 620;
            case NEVER -> 470;
        };
    }

    /** How long the server's bar is. */
    public int there() {
        return (gone == 0 ? RIGHT_END : gone) - 160;
    }

    /** How long the dashes behind it are. */
    public int after() {
        return RIGHT_END - 28 - gone;
    }

    /** The middle of the dashes. */
    public int middle() {
        return (gone + RIGHT_END - 28) / 2;
    }

    /** Whether the drawing has room for words there. */
    public boolean hasRoom() {
        return after() > 150;
    }
}
