package io.lettergate.removing;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.MailFailure;
import io.lettergate.operations.Operation;
import io.lettergate.operations.OperationChanged;
import io.lettergate.operations.Operations;
import io.lettergate.removing.PendingRemovals.Pending;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/** Removes accounts from here. Their mailboxes at the server are never touched. */
@Service
public class Removing {

    private static final Logger LOG = LoggerFactory.getLogger(Removing.class);

    /** Mail that comes while an export is written has it written again, so often. */
    private static final int ATTEMPTS = 5;

    private final Accounts accounts;
    private final Linking linking;
    private final Exporting exporting;
    private final Operations operations;
    private final PendingRemovals pending;
    private final TaskExecutor executor;

    Removing(
            Accounts accounts,
            Linking linking,
            Exporting exporting,
            Operations operations,
            PendingRemovals pending,
            TaskExecutor applicationTaskExecutor) {
        this.accounts = accounts;
        this.linking = linking;
        this.exporting = exporting;
        this.operations = operations;
        this.pending = pending;
        this.executor = applicationTaskExecutor;
    }

    /**
     * Removes an account with all that is known of it here, copies of its mail included.
     *
     * @throws MailFailure.AccountNeeded if the person signs in with it and others are linked to it
     */
    public void erase(Account account) {
        linking.remove(account);
    }

    /**
     * Keeps the copies that are here, forgets the password, and collects no more until there is a new one.
     *
     * @throws MailFailure.AccountNeeded if the person signs in with it
     */
    public void keep(Account account) {
        linking.rest(account);
    }

    /**
     * Writes all copies into a file, and removes the account once that is whole and can be downloaded. Should anything be
     * missing from the file, the account stays.
     *
     * @param owner the account that the person has signed in with
     * @throws MailFailure.AccountNeeded if that is this one, as nobody could sign in to download the file
     */
    public Operation export(AccountId owner, Account account) {
        if (owner.equals(account.id())) {
            throw new MailFailure.AccountNeeded("Save a copy of it first, and then remove it.");
        }
        var operation = exporting.startAnew(owner, account, Format.ZIP);
        pending.add(account.id(), owner, operation, 1);
        return operation;
    }

    /** Whether the account of an export goes as soon as that is whole. */
    public boolean isPending(Operation export) {
        return pending.of(export.id()).isPresent();
    }

    /** Goes on in a thread of its own, as an export tells of its end before it has let go of everything. */
    @EventListener
    void happened(OperationChanged change) {
        if (change.operation().isOver()) {
            executor.execute(() -> pending.of(change.operation().id()).ifPresent(this::goOn));
        }
    }

    /** What a crash left is gone on with. */
    @Scheduled(initialDelayString = "PT20S", fixedDelayString = "PT1M")
    void goOn() {
        pending.all().forEach(this::goOn);
    }

    private void goOn(Pending one) {
        try {
            var operation = operations.require(List.of(one.owner()), one.operation());
            if (operation.isOver()) {
                settle(one, operation);
            }
        } catch (MailFailure failure) {
            LOG.info("account={} stays reason={}", one.account(), failure.sentence());
            pending.remove(one.account());
        }
    }

    /** Only what is in the file is erased here. */
    private void settle(Pending one, Operation export) {
        var account = accounts.find(one.account()).orElseThrow(MailFailure.NoSuchAccount::new);
        if (exporting.whole(export).isEmpty()) {
            LOG.info("account={} stays as its export is not whole operation={}", one.account(), export.id());
            pending.remove(one.account());
        } else if (exporting.holdsAll(export, account)) {
            linking.remove(account);
        } else if (one.attempts() < ATTEMPTS) {
            pending.add(
                    one.account(),
                    one.owner(),
                    exporting.startAnew(one.owner(), account, Format.ZIP),
                    one.attempts() + 1);
        } else {
            LOG.info("account={} stays as its mail changes all the time", one.account());
            pending.remove(one.account());
        }
    }
}
