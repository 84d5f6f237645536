package io.lettergate.archiving;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Moves old mail to Archive, a mailbox for each year, by a rule of the account's owner. */
@Service
public class Archiving {

    private static final Duration BETWEEN_RUNS = Duration.ofDays(1);

    private final JdbcArchiveRules rules;
    private final JdbcArchiveRuns runs;
    private final ArchivePlans plans;
    private final ArchiveMoving moving;
    private final Accounts accounts;
    private final Keyring keyring;
    private final TaskExecutor executor;
    private final Clock clock;

    Archiving(
            JdbcArchiveRules rules,
            JdbcArchiveRuns runs,
            ArchivePlans plans,
            ArchiveMoving moving,
            Accounts accounts,
            Keyring keyring,
            TaskExecutor applicationTaskExecutor,
            Clock clock) {
        this.rules = rules;
        this.runs = runs;
        this.plans = plans;
        this.moving = moving;
        this.accounts = accounts;
        this.keyring = keyring;
        this.executor = applicationTaskExecutor;
        this.clock = clock;
    }

    public ArchiveRule rule(Account account) {
        return rules.of(account.id()).orElse(ArchiveRule.UNTOUCHED);
    }

    public void keep(Account account, ArchiveRule rule) {
        rules.keep(account.id(), rule);
    }

    /** What a rule would move now; nothing moves. */
    public ArchivePlan plan(Account account, ArchiveRule rule) {
        return plans.plan(account, rule);
    }

    /** The latest run; absent before the first. */
    public Optional<ArchiveRun> run(Account account) {
        return runs.of(account.id());
    }

    /** Begins to move what the rule says, in the background; a run that is under way goes on instead. */
    public ArchiveRun start(Account account) {
        if (runs.claim(account.id())) {
            executor.execute(() -> moving.move(account, rule(account)));
        }
        return run(account).orElseThrow();
    }

    /** Runs the rules that are due, each once a day, for those whose password is at hand. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void startDue() {
        rules.due(clock.instant().minus(BETWEEN_RUNS)).stream()
                .filter(keyring::holds)
                .flatMap(id -> accounts.find(id).stream())
                .forEach(this::start);
    }
}
