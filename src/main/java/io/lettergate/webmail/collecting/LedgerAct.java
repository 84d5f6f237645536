package io.lettergate.webmail.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Collecting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a button in a row of the ledger asks for; its word is the last part of a message key. */
enum LedgerAct {
    PIN,
    UNPIN,
    REMOVE,
    BACK,
    COLLECT;

    static Optional<LedgerAct> of(String word) {
        return Arrays.stream(values()).filter(act -> act.word().equals(word)).findFirst();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    void on(Collecting collecting, Account account, String key) {
        switch (this) {
            case PIN -> collecting.pin(account, key, true);
            case UNPIN -> collecting.pin(account, key, false);
            case REMOVE -> collecting.removeThere(account, key);
            case BACK -> collecting.keepThere(account, key);
            case COLLECT -> collecting.collect(account, key);
        }
    }
}
