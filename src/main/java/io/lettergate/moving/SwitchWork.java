package io.lettergate.moving;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.collecting.Intermission;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.operations.Operation;
import io.lettergate.operations.spi.LongWork;
import io.lettergate.operations.spi.Progress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The long work of a switch to IMAP: it carries over what the server lacks until all of it is found there, and only then
 * has the account reached in the new way. Cut short anywhere, it finds again what it did.
 */
@Component
class SwitchWork implements LongWork {

    static final String KIND = "switch";

    /** Longer than any switch takes; its end ends the intermission. */
    private static final Duration AWAY = Duration.ofDays(7);

    /** Somebody who goes on working while it runs has more carried over, but not for ever. */
    private static final int PASSES = 10;

    private final Accounts accounts;
    private final Linking linking;
    private final Intermission intermission;
    private final StillThere stillThere;
    private final AccountCopy copy;

    SwitchWork(Accounts accounts, Linking linking, Intermission intermission, StillThere stillThere, AccountCopy copy) {
        this.accounts = accounts;
        this.linking = linking;
        this.intermission = intermission;
        this.stillThere = stillThere;
        this.copy = copy;
    }

    /** From which server to which. */
    record Wanted(Access from, Access to) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void carryOut(Operation operation, Progress progress) {
        var wanted = JsonMapper.shared().readValue(operation.wanted(), Wanted.class);
        var account = accounts.find(operation.account()).orElseThrow(MailFailure.NoSuchAccount::new);
        var from = wanted.from().of(account.id(), account.address());
        run(account, new Route(from, wanted.to().of(account.id(), account.address())), wanted.to(), progress);
    }

    /** What was filed here while the account was about to change its way is carried over in one pass more. */
    void run(Account account, Route route, Access access, Progress progress) {
        if (!intermission.begin(route.from(), AWAY)) {
            throw new MailFailure.AccountBusy();
        }
        var manner = new Manner(true, messages -> stillThere.of(route.from(), messages));
        var tally = new CopyTally();
        if (account.protocol() == Protocol.POP3) {
            carryOver(route, manner, tally, progress);
            progress.check();
            linking.reach(account, access);
        }
        tally.beginPass();
        copy.run(route, manner, tally, checking(tally, progress));
        intermission.end(account.id());
    }

    private void carryOver(Route route, Manner manner, CopyTally tally, Progress progress) {
        copy.run(route, manner, tally, progress);
        for (var pass = 1; !requireAll(tally).isSettled() || pass == 1; pass++) {
            if (pass == PASSES) {
                throw new MailFailure.SwitchIncomplete(0);
            }
            tally.beginPass();
            copy.run(route, manner, tally, checking(tally, progress));
        }
    }

    private static CopyTally requireAll(CopyTally tally) {
        if (tally.failures() > 0) {
            throw new MailFailure.SwitchIncomplete(tally.failures());
        }
        return tally;
    }

    /** One pass more is no news to whoever waits. */
    private static Progress checking(CopyTally tally, Progress progress) {
        var all = tally.most();
        return new Progress() {
            @Override
            public void report(long done, @Nullable Long total, @Nullable String message) {
                progress.check();
                progress.report(Math.max(all, done), Math.max(all, done), "Making sure that all is there");
            }

            @Override
            public void details(String json) {
                progress.details(json);
            }

            @Override
            public void check() {
                progress.check();
            }
        };
    }

    @Override
    public void abandon(Operation operation) {
        intermission.end(operation.account());
    }
}
