package io.lettergate.store;

import io.lettergate.accounts.AccountId;
import java.util.ArrayList;
import java.util.List;

/** A change of an account's mail while it is made: its version, and what the journal will say of it. */
final class Change {

    private final AccountId account;
    private final long modSeq;
    private final List<Line> lines = new ArrayList<>();
    private boolean durable;

    Change(AccountId account, long modSeq) {
        this.account = account;
        this.modSeq = modSeq;
    }

    AccountId account() {
        return account;
    }

    long modSeq() {
        return modSeq;
    }

    void say(Line line) {
        lines.add(line);
    }

    /** Says that octets were taken in: the journal tells of them before anybody can see them. */
    void becomeDurable() {
        durable = true;
    }

    boolean isDurable() {
        return durable;
    }

    List<Line> lines() {
        return lines;
    }
}
