package io.lettergate.mailbox;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MailboxStatus;
import io.lettergate.mail.Quota;
import io.lettergate.mailbox.spi.MailSession;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** The mailboxes of an account. */
@Service
public class Mailboxes {

    private static final String ROLE = "role:";
    private static final Comparator<Mailbox> READING_ORDER = Comparator.comparingInt(Mailboxes::rank)
            .thenComparing(mailbox -> mailbox.name().value(), String.CASE_INSENSITIVE_ORDER);

    private final Connectors connectors;
    /**
     * Names and roles only: what an id stands for seldom changes, and a miss asks the server. An account that is reached
     * in another way is another here.
     */
    private final Cache<Account, List<Mailbox>> known = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(10_000)
            .build();

    /** Accounts that were asked just now: many unknown ids in a row are not asked for one by one. */
    private final Cache<Account, Boolean> askedJustNow = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(1))
            .maximumSize(10_000)
            .build();

    private final Cache<Account, Set<Feature>> features = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(10_000)
            .build();
    private final Cache<Account, Optional<Quota>> storage = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(2))
            .maximumSize(10_000)
            .build();
    private final RoleChoices roles;

    Mailboxes(Connectors connectors, RoleChoices roles) {
        this.connectors = connectors;
        this.roles = roles;
    }

    /** All mailboxes with their counts: those with a role first, then by name. */
    public List<Mailbox> all(Account account) {
        var found = connectors.inSession(account, MailSession::mailboxes);
        var fresh =
                roles.apply(account.id(), found).stream().sorted(READING_ORDER).toList();
        known.put(account, fresh);
        return fresh;
    }

    /**
     * The mailbox with this id, as in {@link OpaqueId} or as in "role:sent"; its counts may be some minutes old.
     *
     * @throws MailFailure.NoSuchMailbox if there is none
     */
    public Mailbox require(Account account, String id) {
        if (id.startsWith(ROLE)) {
            var role = MailboxRole.of(id.substring(ROLE.length())).orElseThrow(MailFailure.NoSuchMailbox::new);
            return withRole(account, role).orElseThrow(() -> new MailFailure.NoSuchMailbox(role));
        }
        var wanted = new OpaqueId(id);
        if (!wanted.isMailbox()) {
            throw new MailFailure.NoSuchMailbox();
        }
        return find(account, mailbox -> OpaqueId.of(mailbox.name()).equals(wanted))
                .orElseThrow(MailFailure.NoSuchMailbox::new);
    }

    public Optional<Mailbox> withRole(Account account, MailboxRole role) {
        return find(account, mailbox -> mailbox.is(role));
    }

    /** What the names of the person's own mailboxes begin with, at the top; empty on most servers. */
    public String prefix(Account account) {
        return connectors.inSession(account, MailSession::prefix);
    }

    /** How a mailbox stands just now. */
    public MailboxStatus status(Account account, MailboxName mailbox) {
        return connectors.inSession(account, mailbox, session -> session.status(mailbox));
    }

    /** What the account can do beyond the usual; what was known last where its server cannot be asked now. */
    public Set<Feature> features(Account account) {
        var known = features.getIfPresent(account);
        if (known != null) {
            return known;
        }
        try {
            var asked = connectors.inSession(account, MailSession::features);
            features.put(account, asked);
            return asked;
        } catch (MailFailure notNow) {
            return Set.of();
        }
    }

    /** How much room the account has; nothing where its server does not tell. */
    public List<Quota> quotas(Account account) {
        return quotas(account, MailboxName.INBOX);
    }

    /** How much room a mailbox shares; nothing where its server does not tell. */
    public List<Quota> quotas(Account account, MailboxName mailbox) {
        return connectors.inSession(
                account, session -> session.features().contains(Feature.QUOTA) ? session.quotas(mailbox) : List.of());
    }

    /** How much storage is taken of the inbox's, to be shown beside it: some minutes old, and nothing in doubt. */
    public Optional<Quota> storage(Account account) {
        return storage.get(account, this::askedStorage);
    }

    private Optional<Quota> askedStorage(Account account) {
        try {
            return quotas(account).stream()
                    .filter(quota -> quota.resource() == Quota.Resource.STORAGE && quota.limit() > 0)
                    .findFirst();
        } catch (MailFailure notNow) {
            return Optional.empty();
        }
    }

    /** Asks the server the next time, as what was known turned out to be wrong. */
    void forget(Account account) {
        known.invalidate(account);
    }

    /** Looks among what is known first, and asks the server only for what is not there. */
    private Optional<Mailbox> find(Account account, Predicate<Mailbox> wanted) {
        var remembered = known.getIfPresent(account);
        if (remembered != null) {
            var found = remembered.stream().filter(wanted).findFirst();
            if (found.isPresent() || askedJustNow.getIfPresent(account) != null) {
                return found;
            }
        }
        askedJustNow.put(account, true);
        return all(account).stream().filter(wanted).findFirst();
    }

    private static int rank(Mailbox mailbox) {
        var role = mailbox.role();
        return role == null ? Integer.MAX_VALUE : List.of(MailboxRole.values()).indexOf(role);
    }
}
