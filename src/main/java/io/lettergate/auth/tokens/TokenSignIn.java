package io.lettergate.auth.tokens;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Accounts;
import io.lettergate.auth.BearerRefused;
import io.lettergate.auth.SignedIn;
import io.lettergate.mail.MailFailure;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Signs programs in by their tokens. Each call asks the table, so that a token is dead as soon as it is revoked. */
@Component
class TokenSignIn {

    private static final Logger LOG = LoggerFactory.getLogger(TokenSignIn.class);
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final TokenTable table;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TokenSignIn(TokenTable table, Accounts accounts, ApplicationEventPublisher events, Clock clock) {
        this.table = table;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Whose token this is.
     *
     * @param client the address that it was sent from, as the container tells it
     * @throws BearerRefused if it is not taken
     */
    SignedIn signIn(String secret, String client) {
        var token = Optional.of(secret)
                .filter(TokenText::isOne)
                .map(TokenText::digest)
                .flatMap(table::find)
                .orElseThrow(() -> new BearerRefused("This token is not known here, or was revoked."));
        var address = address(client);
        var from = address == null ? null : AddressRange.spelled(address);
        var now = clock.instant();
        if (token.isExpired(now)) {
            events.publishEvent(new TokenChange.Refused(token, from, TokenChange.Reason.EXPIRED));
            throw new BearerRefused("This token has expired.");
        }
        if (!token.isTakenFrom(address)) {
            events.publishEvent(new TokenChange.Refused(token, from, TokenChange.Reason.ADDRESS));
            throw new BearerRefused("This token is not taken from your address.");
        }
        var owner = owner(token);
        note(token, now, from);
        return new SignedIn(owner, () -> accounts.of(owner.id()), token.permit());
    }

    private Account owner(Token token) {
        try {
            return accounts.find(token.owner())
                    .orElseThrow(() -> new BearerRefused("The person with this token is not known here any more."));
        } catch (MailFailure.DomainUnknown nowhere) {
            throw new BearerRefused(nowhere.sentence());
        }
    }

    /** A call does not fail because its time could not be noted. */
    private void note(Token token, Instant now, @Nullable String from) {
        var last = token.lastUsedAt();
        try {
            if (last == null) {
                if (table.firstUsed(token.id(), now, from)) {
                    events.publishEvent(new TokenChange.FirstUsed(token, from));
                }
            } else if (!last.isAfter(now.minus(NOTED_EVERY))) {
                table.used(token.id(), now, from, now.minus(NOTED_EVERY));
            }
        } catch (DataAccessException busy) {
            LOG.warn("token={} use=unnoted", token.id(), busy);
        }
    }

    private static @Nullable InetAddress address(String client) {
        var zone = client.indexOf('%');
        try {
            return InetAddress.ofLiteral(zone < 0 ? client : client.substring(0, zone));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
