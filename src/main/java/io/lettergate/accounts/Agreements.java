package io.lettergate.accounts;

import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.accounts.vault.Vault;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * What people agreed to at providers: refresh tokens in the vault, and the access tokens that they get. One node renews at a
 * time, as many providers take each refresh token only once, and hold the second time for a theft.
 */
@Component
class Agreements {

    private static final Logger LOG = LoggerFactory.getLogger(Agreements.class);
    private static final String FIELD = "refresh";
    private static final Duration TURN = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int LOOKS = 100;

    private final OauthTable table;
    private final Vault vault;
    private final ObjectProvider<TokenIssuer> issuers;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final Ticker ticker;

    Agreements(
            OauthTable table,
            Vault vault,
            ObjectProvider<TokenIssuer> issuers,
            ApplicationEventPublisher events,
            Clock clock,
            Ticker ticker) {
        this.table = table;
        this.vault = vault;
        this.issuers = issuers;
        this.events = events;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** A token that was just given, and is stored nowhere yet. */
    AccessToken fresh(String provider, Tokens tokens) {
        return new AccessToken(tokens.access(), new FreshLeave(provider, tokens, issuers.getObject(), clock));
    }

    /** Stores what the tokens rest on, in place of what was agreed before; false if it was there already. */
    boolean keep(AccountId account, Agreement agreement) {
        var isNew = vault.keep(account.toString(), FIELD, agreement.refresh());
        table.agreed(account, agreement.provider(), clock.instant());
        return isNew;
    }

    boolean holds(AccountId account) {
        return vault.holds(account.toString(), FIELD);
    }

    /** The provider that its person agreed at, whether or not that holds still. */
    Optional<String> provider(AccountId account) {
        return table.provider(account);
    }

    /** The access token of an account, for all who use it. */
    Optional<AccessToken> find(AccountId account) {
        return table.provider(account)
                .filter(provider -> holds(account))
                .map(provider -> new AccessToken(new StoredLeave(this, account, provider, clock)));
    }

    void forget(AccountId account) {
        vault.remove(account.toString(), FIELD);
        table.remove(account);
    }

    /**
     * The next tokens, got while nobody else gets them.
     *
     * @throws MailFailure.SignInNeeded if the person has to agree again
     */
    Tokens renew(AccountId account, String provider) {
        await(account);
        try {
            return renewed(account, provider);
        } finally {
            table.give(account);
        }
    }

    private Tokens renewed(AccountId account, String provider) {
        var issuer = issuers.getObject();
        var refresh = refresh(account, issuer.name(provider));
        try {
            var tokens = issuer.renew(provider, refresh);
            if (tokens.refresh() != null) {
                vault.keep(account.toString(), FIELD, tokens.refresh());
            }
            return tokens;
        } catch (MailFailure.SignInNeeded over) {
            LOG.info("account={} provider={} agreement=ended", account, provider);
            vault.remove(account.toString(), FIELD);
            table.ended(account, clock.instant());
            events.publishEvent(new AgreementEnded(account));
            throw over;
        }
    }

    private String refresh(AccountId account, String name) {
        return vault.read(account.toString(), FIELD).orElseThrow(() -> over(name));
    }

    /** Why an account that was agreed upon has no token. */
    Optional<MailFailure> over(AccountId account) {
        return table.provider(account).map(provider -> over(issuers.getObject().name(provider)));
    }

    private static MailFailure over(String name) {
        return new MailFailure.SignInNeeded(
                name + " does not let us use this mailbox any more. Please sign in at " + name + " again.");
    }

    private void await(AccountId account) {
        for (int looks = 0; looks < LOOKS; looks++) {
            var now = clock.instant();
            if (table.take(account, now, now.plus(TURN))) {
                return;
            }
            pause();
        }
        throw new MailFailure.AccountBusy();
    }

    private void pause() {
        try {
            ticker.pause(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new MailFailure.AccountBusy();
        }
    }
}
