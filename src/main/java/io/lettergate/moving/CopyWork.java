package io.lettergate.moving;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.Operation;
import io.lettergate.operations.spi.LongWork;
import io.lettergate.operations.spi.Progress;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The long work of copying an account. */
@Component
class CopyWork implements LongWork {

    static final String KIND = "copy";

    private final Accounts accounts;
    private final AccountCopy copy;

    CopyWork(Accounts accounts, AccountCopy copy) {
        this.accounts = accounts;
        this.copy = copy;
    }

    /** Where to. */
    record Wanted(UUID to) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void carryOut(Operation operation, Progress progress) {
        var wanted = JsonMapper.shared().readValue(operation.wanted(), Wanted.class);
        var from = accounts.find(operation.account()).orElseThrow(MailFailure.NoSuchAccount::new);
        var to = accounts.find(new AccountId(wanted.to())).orElseThrow(MailFailure.NoSuchAccount::new);
        copy.run(new Route(from, to), Manner.COPY, new CopyTally(), progress);
    }
}
