package io.lettergate.webmail.answers;

import io.lettergate.accounts.Account;
import io.lettergate.answering.ListExit;
import io.lettergate.answering.ListLeaving;
import io.lettergate.answering.Receipts;
import io.lettergate.mail.Message;
import org.springframework.stereotype.Component;

/** Finds out what a message wants of its reader. */
@Component
public class Asking {

    private final Receipts receipts;
    private final ListLeaving leaving;

    Asking(Receipts receipts, ListLeaving leaving) {
        this.leaving = leaving;
        this.receipts = receipts;
    }

    /** What it wants, as its page shows it. */
    public Asks of(Account account, Message message) {
        var exit = leaving.exit(message);
        return new Asks(
                receipts.wanted(account, message).orElse(null),
                exit.map(way -> way.way().word()).orElse(null),
                exit.map(ListExit::where).orElse(""));
    }
}
