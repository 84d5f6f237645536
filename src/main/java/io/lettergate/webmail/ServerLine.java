package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Whereabouts;

/**
 * Where an open message lives beside here, in a quiet line.
 *
 * @param state the last part of a message key: until, kept, held or onlyHere
 * @param until a day in words; empty where it has none
 * @param url its row in the ledger
 */
record ServerLine(String state, String host, String until, String url) {

    static ServerLine of(Account account, Whereabouts place, Almanac almanac) {
        var until = place.until();
        return new ServerLine(
                word(place),
                account.provider(),
                until == null ? "" : almanac.day(until),
                "/accounts/" + account.id() + "/ledger/" + place.key());
    }

    private static String word(Whereabouts place) {
        return switch (place.state()) {
            case REMOVED, VANISHED -> "onlyHere";
            case HELD -> "held";
            case DUE -> "due";
            case WAITING, ON_SERVER, PINNED, PASSED_OVER, FAILED -> place.until() == null ? "kept" : "until";
        };
    }
}
