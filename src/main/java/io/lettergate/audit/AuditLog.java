package io.lettergate.audit;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * The log of who did what. A line is written in the transaction of what it tells, where there is one, and else at once.
 * Nobody is kept from reading mail because a line could not be written; the program's own log then has it.
 */
@Service
public class AuditLog {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final AuditTable table;
    private final Accounts accounts;
    private final AuditSettings settings;
    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    AuditLog(AuditTable table, Accounts accounts, AuditSettings settings, Clock clock) {
        this.table = table;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Some of the lines, newest first. */
    public AuditPage page(AuditQuery query) {
        var found = table.some(query);
        return found.size() <= query.limit()
                ? new AuditPage(found, null)
                : new AuditPage(
                        found.subList(0, query.limit()),
                        found.get(query.limit() - 1).id());
    }

    void write(Note note) {
        write(note, Acting.now(), null);
    }

    /** Writes what somebody did, or tried to do. */
    void write(Note note, Acting acting, @Nullable String typed) {
        try {
            table.add(entry(note, acting, typed));
        } catch (RuntimeException lost) {
            LOG.error("audit=lost kind={} owner={} account={}", note.kind().word(), note.owner(), note.account(), lost);
        }
    }

    private AuditEntry entry(Note note, Acting acting, @Nullable String typed) {
        var person = acting.person();
        var owner = owner(note, person);
        var who = typed != null
                ? typed
                : person != null ? person.account().address() : owner == null ? null : address(owner);
        var account = note.account();
        var now = clock.instant();
        return new AuditEntry(
                id(now.toEpochMilli()),
                now,
                note.kind(),
                owner,
                who,
                account,
                account == null ? null : address(account),
                acting.means(),
                acting.token(),
                acting.client(),
                note.details());
    }

    private @Nullable AccountId owner(Note note, @Nullable SignedIn person) {
        return Optional.ofNullable(note.owner())
                .or(() -> Optional.ofNullable(note.account()).flatMap(accounts::ownerOf))
                .or(() -> Optional.ofNullable(person).map(SignedIn::account).map(Account::id))
                .orElse(null);
    }

    /** Ids of one node are in the order of its lines; between nodes they are in the order of their clocks. */
    private String id(long millis) {
        var number = last.updateAndGet(before -> Math.max(before + 1, millis << 16));
        return AuditEntry.newId(number);
    }

    private @Nullable String address(AccountId account) {
        return known(account)
                .map(Account::address)
                .or(() -> table.address(account))
                .orElse(null);
    }

    private Optional<Account> known(AccountId account) {
        try {
            return accounts.find(account);
        } catch (MailFailure.DomainUnknown nowhere) {
            return Optional.empty();
        }
    }

    @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT2M")
    void forgetOld() {
        table.removeBefore(clock.instant().minus(settings.keep()));
    }
}
