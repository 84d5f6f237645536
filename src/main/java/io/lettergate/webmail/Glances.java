package io.lettergate.webmail;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.Glance;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * How the reader's collected accounts stand: looked up once, when the page draws the first of them. A page is drawn
 * without it where it cannot be known.
 */
public final class Glances {

    private static final Logger LOG = LoggerFactory.getLogger(Glances.class);

    private final Collecting collecting;
    private final SignedIn reader;
    private final Instant now;
    private @Nullable Map<AccountId, Glance> known;

    Glances(Collecting collecting, SignedIn reader, Instant now) {
        this.collecting = collecting;
        this.reader = reader;
        this.now = now;
    }

    /** Absent for an account that is read in place. */
    public @Nullable Ring ring(String account) {
        return collected(account)
                .map(own -> glance(own).map(glance -> Ring.of(glance, now)).orElse(Ring.UNKNOWN))
                .orElse(null);
    }

    /** What stands above the inbox of an account while its first removals are near; absent otherwise. */
    public @Nullable Leaving leaving(String account, Almanac almanac) {
        return collected(account)
                .filter(own -> glance(own)
                        .filter(glance -> glance.warns() && !glance.held())
                        .isPresent())
                .flatMap(own -> leaving(own, almanac))
                .orElse(null);
    }

    private Optional<Leaving> leaving(Account account, Almanac almanac) {
        try {
            return Optional.ofNullable(Leaving.of(account, collecting.standing(account), almanac));
        } catch (DataAccessException | MailFailure failure) {
            LOG.warn("no strip account={}", account.id(), failure);
            return Optional.empty();
        }
    }

    private Optional<Account> collected(String account) {
        return reader.accounts().stream()
                .filter(own -> own.id().toString().equals(account))
                .filter(own -> own.protocol() == Protocol.POP3)
                .findFirst();
    }

    /** How an account stands; absent for one that is read in place. */
    public Optional<Glance> glance(Account account) {
        var all = known;
        if (all == null) {
            all = known();
            known = all;
        }
        return Optional.ofNullable(all.get(account.id()));
    }

    private Map<AccountId, Glance> known() {
        try {
            return collecting.glances(reader.accounts());
        } catch (DataAccessException failure) {
            LOG.warn("no rings person={}", reader.account().id(), failure);
            return Map.of();
        }
    }
}
