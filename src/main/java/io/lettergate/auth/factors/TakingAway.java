package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.FactorsTakenAway;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes all second factors of somebody away who has lost them; only the operator may have that done. */
@Service
public class TakingAway {

    private final JdbcClient database;
    private final AuthenticatorApps apps;
    private final RecoveryCodes codes;
    private final PasskeyTable passkeys;
    private final Guarded guarded;
    private final Guesses guesses;
    private final ApplicationEventPublisher events;

    TakingAway(
            JdbcClient database,
            AuthenticatorApps apps,
            RecoveryCodes codes,
            PasskeyTable passkeys,
            Guarded guarded,
            Guesses guesses,
            ApplicationEventPublisher events) {
        this.database = database;
        this.apps = apps;
        this.codes = codes;
        this.passkeys = passkeys;
        this.guarded = guarded;
        this.guesses = guesses;
        this.events = events;
    }

    /**
     * Takes them away, with every session.
     *
     * @param address the one that they sign in with
     * @return what was done, in a sentence
     * @throws IllegalStateException if there is nobody of this address, or they have none
     */
    @Transactional
    public String from(String address) {
        var plain = address.strip().toLowerCase(Locale.ROOT);
        var person = database.sql("SELECT id FROM account WHERE address = ? AND owner_id = id")
                .param(plain)
                .query(String.class)
                .optional()
                .map(id -> new AccountId(UUID.fromString(id)))
                .orElseThrow(
                        () -> new IllegalStateException("Nobody signs in with " + plain + ". Nothing was changed."));
        if (!guarded.is(person)) {
            throw new IllegalStateException(plain + " has no second factor. Nothing was changed.");
        }
        var app = apps.remove(person);
        var keys = passkeys.removeAll(person);
        codes.remove(person);
        guesses.forget(person);
        events.publishEvent(new FactorsTakenAway(person, plain));
        return "%s has no second factor any more: %s and %d passkeys were removed, and every browser was signed out."
                .formatted(plain, app ? "an app" : "no app", keys);
    }
}
