package io.lettergate.imap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Keyring;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Alerts;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens connections with good manners: a password that was refused is not tried again, and a server that fails is left
 * alone for a while, longer each time.
 */
@Component
class Opener {

    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(2);

    private final SignIn signIn;
    private final Alerts alerts;
    private final Keyring keyring;
    private final LoadingCache<AccountId, Backoff> backoffs;
    private final LoadingCache<Endpoint, Breaker> breakers;
    private final Cache<AccountId, Refused> refusals;

    Opener(SignIn signIn, Alerts alerts, Keyring keyring, Ticker ticker) {
        this.signIn = signIn;
        this.alerts = alerts;
        this.keyring = keyring;
        this.backoffs = Caffeine.newBuilder()
                .expireAfterAccess(FORGOTTEN_AFTER)
                .build(id ->
                        new Backoff(ticker, () -> ThreadLocalRandom.current().nextDouble()));
        this.breakers = Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build(host -> new Breaker(ticker));
        this.refusals = Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();
    }

    /** Signs in because the person asks for it now, whatever was refused before. */
    ImapWire openAnew(Account account, Credential credential, @Nullable String client) {
        refusals.invalidate(account.id());
        return open(account, credential, false, client);
    }

    /**
     * Signs in.
     *
     * @throws MailFailure at once, without asking the server, while it is to be left alone, or when it refused this before
     */
    ImapWire open(Account account, Credential credential, boolean background) {
        try {
            return open(account, credential, background, null);
        } catch (MailFailure.SignInRefused refused) {
            keyring.refused(account.id(), credential, refused);
            throw refused;
        }
    }

    private ImapWire open(Account account, Credential credential, boolean background, @Nullable String client) {
        requireNotRefused(account, credential);
        requireTime(account, background);
        try {
            var wire = signIn.open(account, credential, client);
            breaker(account).answered();
            wire.server().tell(words -> alerts.hear(account, words));
            return wire;
        } catch (MailFailure failure) {
            note(account, credential, failure);
            throw failure;
        }
    }

    private void requireNotRefused(Account account, Credential credential) {
        var refused = refusals.getIfPresent(account.id());
        if (refused != null && refused.credential().equals(credential)) {
            throw new MailFailure.SignInRefused(refused.host(), refused.words());
        }
    }

    private void requireTime(Account account, boolean background) {
        var own = backoffs.get(account.id()).left(background);
        var wait = own.isPositive() ? own : breaker(account).left();
        if (wait.isPositive()) {
            throw new MailFailure.ServerUnreachable(
                    account.incoming(),
                    "it failed several times, so we wait a little before we ask it again",
                    null,
                    Duration.ofSeconds(wait.toSeconds() + 1));
        }
    }

    private void note(Account account, Credential credential, MailFailure failure) {
        switch (failure) {
            case MailFailure.SignInRefused refused -> {
                breaker(account).answered();
                refusals.put(account.id(), new Refused(credential, refused.host(), refused.words()));
            }
            case MailFailure.TooManyConnections many -> failed(account);
            case MailFailure.ServerUnreachable down -> failedWithItsHost(account);
            case MailFailure.ServerSlow slow -> failedWithItsHost(account);
            case MailFailure.ServerUnreadable unreadable -> failedWithItsHost(account);
            case MailFailure.TlsFailed insecure -> failedWithItsHost(account);
            default -> LOG.debug("account={} opening=failed", account.id(), failure);
        }
    }

    private void failedWithItsHost(Account account) {
        failed(account);
        breaker(account).failed(account.id());
    }

    /** A connection that was opened just now broke. */
    void failed(Account account) {
        backoffs.get(account.id()).failed();
    }

    /** A connection that was opened then was in use until now. */
    void lived(Account account, long openedAt) {
        backoffs.get(account.id()).lived(openedAt);
    }

    private Breaker breaker(Account account) {
        return breakers.get(account.incoming());
    }

    private record Refused(Credential credential, String host, String words) {}
}
