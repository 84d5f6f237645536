package io.lettergate.accounts;

import io.lettergate.accounts.spi.TokenSource;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Gets the access tokens of one account by its refresh token in the vault; a provider that fails is left alone a while. */
final class StoredLeave implements TokenSource {

    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 5;

    private final Agreements agreements;
    private final AccountId account;
    private final String provider;
    private final Clock clock;
    private final TokenLife life;
    private int failures;
    private Instant notBefore = Instant.EPOCH;

    StoredLeave(Agreements agreements, AccountId account, String provider, Clock clock) {
        this.agreements = agreements;
        this.account = account;
        this.provider = provider;
        this.clock = clock;
        this.life = new TokenLife(clock);
    }

    /** Called by one thread at a time, as the token that it is for sees to it. */
    @Override
    public String next() {
        requireTime();
        try {
            var tokens = agreements.renew(account, provider);
            life.begin(tokens);
            failures = 0;
            return tokens.access();
        } catch (MailFailure.SignInNeeded | MailFailure.AccountBusy noFaultOfIts) {
            throw noFaultOfIts;
        } catch (MailFailure failure) {
            notBefore = clock.instant().plus(SHORTEST.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS)));
            failures++;
            throw failure;
        }
    }

    private void requireTime() {
        var wait = Duration.between(clock.instant(), notBefore);
        if (wait.isPositive()) {
            throw new MailFailure.ServerUnavailable(
                    provider, "it gave us no token just now, so we wait a little before we ask it again");
        }
    }

    @Override
    public boolean isEnding() {
        return life.isEnding();
    }
}
