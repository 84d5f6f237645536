package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The authenticator apps of people. One that is not confirmed by a code yet counts for nothing. */
@Repository
class AuthenticatorApps {

    private static final String SECRET = "totp";
    private static final String UNCONFIRMED = "totp-new";

    private final JdbcClient database;
    private final Vault vault;
    private final Clock clock;

    AuthenticatorApps(JdbcClient database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /**
     * One that counts.
     *
     * @param since when it was confirmed
     * @param usedAt when a code of it was last taken
     */
    public record App(Instant since, Instant usedAt) {}

    /** A new secret, in place of one that was never confirmed; the confirmed one stays until this one is. */
    TotpSecret begin(AccountId person) {
        var secret = TotpSecret.random();
        vault.keep(person.toString(), UNCONFIRMED, secret.text());
        return secret;
    }

    /** The secret that waits for its first code. */
    Optional<TotpSecret> begun(AccountId person) {
        return vault.read(person.toString(), UNCONFIRMED).map(TotpSecret::of);
    }

    /** Takes the first code of a new secret, which counts from then on; the code does not count again. */
    @Transactional
    boolean confirm(AccountId person, String code) {
        var secret = begun(person).orElse(null);
        var step = secret == null ? null : secret.step(code, clock.instant());
        if (secret == null || step == null || step.isEmpty()) {
            return false;
        }
        vault.keep(person.toString(), SECRET, secret.text());
        vault.remove(person.toString(), UNCONFIRMED);
        database.sql("""
                        INSERT INTO authenticator_app (account_id, confirmed_at, used_step, used_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (account_id) DO UPDATE SET confirmed_at = excluded.confirmed_at,
                            used_step = excluded.used_step, used_at = excluded.used_at""")
                .params(person.toString(), clock.millis(), step.getAsLong(), clock.millis())
                .update();
        return true;
    }

    Optional<App> find(AccountId person) {
        return database.sql("SELECT confirmed_at, used_at FROM authenticator_app WHERE account_id = ?")
                .param(person.toString())
                .query((row, number) -> new App(
                        Instant.ofEpochMilli(row.getLong("confirmed_at")),
                        Instant.ofEpochMilli(row.getLong("used_at"))))
                .optional();
    }

    /** Takes a code, if it is right and later than every one that was taken (RFC 6238 §5.2). */
    boolean take(AccountId person, String code) {
        return find(person).isPresent()
                && vault.read(person.toString(), SECRET)
                        .map(TotpSecret::of)
                        .map(secret -> secret.step(code, clock.instant()))
                        .filter(step -> step.isPresent() && use(person, step.getAsLong()))
                        .isPresent();
    }

    private boolean use(AccountId person, long step) {
        return database.sql(
                                "UPDATE authenticator_app SET used_step = ?, used_at = ? WHERE account_id = ? AND used_step < ?")
                        .params(step, clock.millis(), person.toString(), step)
                        .update()
                == 1;
    }

    /** Forgets it with its secret: who sets one up again gets another. */
    @Transactional
    boolean remove(AccountId person) {
        vault.remove(person.toString(), SECRET);
        vault.remove(person.toString(), UNCONFIRMED);
        return database.sql("DELETE FROM authenticator_app WHERE account_id = ?")
                        .param(person.toString())
                        .update()
                == 1;
    }
}
