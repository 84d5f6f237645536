package io.lettergate.store;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountMoved;
import io.lettergate.accounts.AccountRecovery;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.UidValidity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the mail of accounts: each change is one transaction with a version of its own, which the journal tells of, and
 * those who watch hear of.
 */
@Component
class Changes {

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private static final Map<MailboxRole, String> FIRST = new LinkedHashMap<>();

    static {
        FIRST.put(MailboxRole.INBOX, "INBOX");
        FIRST.put(MailboxRole.DRAFTS, "Drafts");
        FIRST.put(MailboxRole.SENT, "Sent");
        FIRST.put(MailboxRole.ARCHIVE, "Archive");
        FIRST.put(MailboxRole.JUNK, "Junk");
        FIRST.put(MailboxRole.TRASH, "Trash");
    }

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final AccountRecovery accounts;
    private final Boxes boxes;
    private final Journal journal;
    private final StoreBell bell;
    private final Clock clock;
    private final ConcurrentMap<AccountId, Long> compared = new ConcurrentHashMap<>();

    Changes(
            JdbcClient database,
            TransactionTemplate transaction,
            AccountRecovery accounts,
            Boxes boxes,
            Journal journal,
            StoreBell bell,
            Clock clock) {
        this.database = database;
        this.transaction = transaction;
        this.accounts = accounts;
        this.boxes = boxes;
        this.journal = journal;
        this.bell = bell;
        this.clock = clock;
    }

    /** Makes the mailboxes that every account has, the first time. */
    void ensure(Account account) {
        if (!isKnown(account.id())) {
            transaction.executeWithoutResult(status -> {
                if (!isKnown(account.id())) {
                    begin(account);
                }
            });
        }
    }

    private boolean isKnown(AccountId account) {
        return database.sql("SELECT COUNT(*) FROM store_account WHERE account_id = ?")
                        .param(account.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private void begin(Account account) {
        var facts = AccountFacts.of(accounts.facts(account.id()));
        enter(account.id(), 0, 0);
        make(account.id(), change -> {
            change.becomeDurable();
            change.say(new Line.Account(change.modSeq(), facts));
            addFirst(change);
            return true;
        });
    }

    /** Makes those mailboxes that every account has and this one lacks. */
    void addFirst(Change change) {
        var account = change.account();
        FIRST.forEach((role, text) -> {
            var name = new MailboxName(text);
            if (boxes.find(account, name).isEmpty()
                    && boxes.all(account).stream().noneMatch(box -> box.role() == role)) {
                var box = boxes.add(account, name, role, true, uidValidity(account), 1, change.modSeq());
                change.say(box.line(change.modSeq()));
            }
        });
    }

    void enter(AccountId account, long modSeq, long uidValidity) {
        database.sql("INSERT INTO store_account (account_id, modseq, uid_validity) VALUES (?, ?, ?)")
                .params(account.toString(), modSeq, uidValidity)
                .update();
    }

    /** One that no mailbox of the account had before. */
    UidValidity uidValidity(AccountId account) {
        database.sql("UPDATE store_account SET uid_validity = MAX(uid_validity + 1, ?) WHERE account_id = ?")
                .params(clock.instant().getEpochSecond(), account.toString())
                .update();
        return new UidValidity(database.sql("SELECT uid_validity FROM store_account WHERE account_id = ?")
                .param(account.toString())
                .query(Long.class)
                .single());
    }

    long modSeq(AccountId account) {
        return database.sql("SELECT modseq FROM store_account WHERE account_id = ?")
                .param(account.toString())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /**
     * Does the work in a transaction, with all that happens alongside; undoes all if it throws.
     *
     * @throws MailFailure.NoSuchAccount if the account is gone
     */
    <T> T make(AccountId account, Function<Change, T> work) {
        long written = written(account);
        return transaction.execute(status -> {
            var known = database.sql("UPDATE store_account SET modseq = MAX(modseq, ?) + 1 WHERE account_id = ?")
                    .params(written, account.toString())
                    .update();
            if (known == 0) {
                throw new MailFailure.NoSuchAccount();
            }
            var change = new Change(account, modSeq(account));
            var result = work.apply(change);
            tell(change);
            return result;
        });
    }

    /** The journal says how the account is reached now, so that a reindex does not lead to a server of the past. */
    @EventListener
    void moved(AccountMoved moved) {
        if (isKnown(moved.account())) {
            make(moved.account(), change -> {
                change.becomeDurable();
                change.say(new Line.Account(change.modSeq(), AccountFacts.of(accounts.facts(moved.account()))));
                return true;
            });
        }
    }

    /** The journal is ahead of a database that came from a backup; its versions are not given out again. */
    private long written(AccountId account) {
        return compared.computeIfAbsent(account, first -> {
            try {
                return Replay.of(journal.files(first)).modSeq();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private void tell(Change change) {
        if (change.isDurable()) {
            write(change);
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                if (!change.isDurable()) {
                    note(change);
                }
                bell.ring(change.account());
            }
        });
    }

    private void write(Change change) {
        try {
            journal.add(change.account(), change.lines(), true);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** It is done whether the journal can be written or not; a snapshot will soon tell of it. */
    private void note(Change change) {
        try {
            journal.add(change.account(), change.lines(), false);
        } catch (IOException full) {
            journal.fallBehind(change.account());
            LOG.warn("journal not written account={} modseq={}", change.account(), change.modSeq(), full);
        }
    }
}
