package io.lettergate.auth.tokens;

import io.lettergate.auth.Operators;
import io.lettergate.auth.Scope;
import io.lettergate.auth.SignedIn;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The tokens of people: they make, see and revoke them. */
@Service
public class Tokens {

    /** The most tokens of one person. */
    public static final int MOST = 50;

    private final TokenTable table;
    private final TokenSettings settings;
    private final Operators operators;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Tokens(
            TokenTable table,
            TokenSettings settings,
            Operators operators,
            ApplicationEventPublisher events,
            Clock clock) {
        this.table = table;
        this.settings = settings;
        this.operators = operators;
        this.events = events;
        this.clock = clock;
    }

    /** A person's own, newest first. */
    public List<Token> of(SignedIn person) {
        return table.of(person.account().id());
    }

    /** One of a person's own. */
    public Optional<Token> find(SignedIn person, String id) {
        return table.find(person.account().id(), id);
    }

    /**
     * Makes a token; a token cannot make another, as it would outlive its own end.
     *
     * @throws UnusableWish if it cannot be as it is wanted
     */
    @Transactional
    public MadeToken make(SignedIn person, TokenWish wish) {
        if (person.permit().isToken()) {
            throw new IllegalArgumentException("A token cannot make tokens");
        }
        requireAllowed(person, wish);
        var secret = TokenText.random(random);
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var token = new Token(
                UUID.randomUUID().toString(),
                person.account().id(),
                wish.name(),
                List.copyOf(wish.scopes()),
                wish.accounts(),
                wish.addresses(),
                now,
                end(wish.until(), now),
                null,
                null);
        table.add(token, TokenText.digest(secret));
        events.publishEvent(new TokenChange.Made(token));
        return new MadeToken(token, secret);
    }

    private void requireAllowed(SignedIn person, TokenWish wish) {
        var others = of(person);
        if (others.size() >= MOST) {
            throw new UnusableWish("name", "You have " + MOST + " tokens, which is the most: revoke one first");
        }
        if (others.stream().anyMatch(other -> other.name().equals(wish.name()))) {
            throw new UnusableWish("name", "You have a token with this name already");
        }
        if (wish.scopes().contains(Scope.ADMIN) && !operators.include(person)) {
            throw new UnusableWish("scopes", "Only operators may give a token the scope admin");
        }
        if (wish.accounts() != null) {
            var mine = person.accounts().stream().map(account -> account.id()).toList();
            if (!mine.containsAll(wish.accounts())) {
                throw new UnusableWish("accounts", "One of these is no account of yours");
            }
        }
    }

    private @Nullable Instant end(TokenWish.Until until, Instant now) {
        var usual = now.plus(settings.lifetime());
        return switch (until) {
            case TokenWish.Until.Usual none -> usual;
            case TokenWish.Until.Never never -> {
                if (!settings.never()) {
                    throw new UnusableWish("expiresAt", "The operator wants every token to expire");
                }
                yield null;
            }
            case TokenWish.Until.Moment moment -> {
                if (!moment.at().isAfter(now)) {
                    throw new UnusableWish("expiresAt", "This moment is over");
                }
                if (!settings.never() && moment.at().isAfter(usual)) {
                    throw new UnusableWish(
                            "expiresAt", "A token lasts " + settings.lifetime().toDays() + " days at most");
                }
                yield moment.at().truncatedTo(ChronoUnit.MILLIS);
            }
        };
    }

    /** How long tokens may last. */
    public TokenSettings limits() {
        return settings;
    }

    /** Ends a token at once; false if the person has none with this id. */
    @Transactional
    public boolean revoke(SignedIn person, String id) {
        var token = find(person, id);
        token.ifPresent(found -> {
            if (table.remove(found.id())) {
                events.publishEvent(new TokenChange.Revoked(found));
            }
        });
        return token.isPresent();
    }

    /** Whether a token with this id is still taken, on whichever node it was revoked. */
    public boolean isAlive(String id) {
        return table.isThere(id, clock.instant());
    }
}
