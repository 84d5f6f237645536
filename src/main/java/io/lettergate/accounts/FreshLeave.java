package io.lettergate.accounts;

import io.lettergate.accounts.spi.TokenIssuer;
import io.lettergate.accounts.spi.TokenSource;
import io.lettergate.mail.MailFailure;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gets access tokens by a refresh token that is in memory only, as it was just given or is not to be stored. */
final class FreshLeave implements TokenSource {

    private final String provider;
    private final TokenIssuer issuer;
    private final TokenLife life;
    private volatile @Nullable String refresh;

    FreshLeave(String provider, Tokens first, TokenIssuer issuer, Clock clock) {
        this.provider = provider;
        this.issuer = issuer;
        this.life = new TokenLife(clock);
        this.refresh = first.refresh();
        life.begin(first);
    }

    @Override
    public String next() {
        var present = refresh;
        if (present == null) {
            throw new MailFailure.SignInNeeded(
                    "Please sign in at " + issuer.name(provider) + " again, as what it gave us is over.");
        }
        var tokens = issuer.renew(provider, present);
        life.begin(tokens);
        if (tokens.refresh() != null) {
            refresh = tokens.refresh();
        }
        return tokens.access();
    }

    @Override
    public boolean isEnding() {
        return life.isEnding();
    }

    @Override
    public Optional<Agreement> agreement() {
        return Optional.ofNullable(refresh).map(token -> new Agreement(provider, token));
    }
}
