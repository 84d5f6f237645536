package io.lettergate.auth.factors;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SecondFactorChanged;
import io.lettergate.auth.SecondFactorChanged.Change;
import io.lettergate.auth.SecondFactorTried;
import io.lettergate.auth.SecondFactorTried.Kind;
import io.lettergate.auth.SecondFactors;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second factors of each person, who is named by the account that they sign in with. */
@Service
public class OwnFactors implements SecondFactors {

    private static final int LONGEST = 100;

    private final AuthenticatorApps apps;
    private final RecoveryCodes codes;
    private final PasskeyTable passkeys;
    private final Guarded guarded;
    private final Guesses guesses;
    private final ApplicationEventPublisher events;

    OwnFactors(
            AuthenticatorApps apps,
            RecoveryCodes codes,
            PasskeyTable passkeys,
            Guarded guarded,
            Guesses guesses,
            ApplicationEventPublisher events) {
        this.apps = apps;
        this.codes = codes;
        this.passkeys = passkeys;
        this.guarded = guarded;
        this.guesses = guesses;
        this.events = events;
    }

    /**
     * What a person has.
     *
     * @param app absent where there is none
     * @param codesLeft how many recovery codes were not used yet
     */
    public record Standing(AuthenticatorApps.@Nullable App app, List<Passkey> passkeys, int codesLeft) {

        public Standing {
            passkeys = List.copyOf(passkeys);
        }

        /** Whether a password alone does not let this person in. */
        public boolean isOn() {
            return app != null || !passkeys.isEmpty();
        }

        /** Whether it is time for new recovery codes. */
        public boolean isShort() {
            return isOn() && codesLeft <= 3;
        }
    }

    @Override
    public boolean guard(AccountId person) {
        return guarded.is(person);
    }

    public Standing of(AccountId person) {
        return new Standing(apps.find(person).orElse(null), passkeys.of(person), codes.left(person));
    }

    /** A new secret for an app. Nothing changes until {@link #confirmApp}. */
    public TotpSecret beginApp(AccountId person) {
        return apps.begin(person);
    }

    /** The secret that waits for its first code, if one does. */
    public Optional<TotpSecret> begunApp(AccountId person) {
        return apps.begun(person);
    }

    /**
     * Takes the first code of the app.
     *
     * @return recovery codes, where this is the first factor
     * @throws CodeRefused if the code is not of that secret
     */
    @Transactional
    public List<String> confirmApp(AccountId person, String code) {
        if (!apps.confirm(person, digits(code))) {
            throw new CodeRefused(
                    "The code does not belong to this secret. Please type the newest code, and see that the clock of"
                            + " the phone is right.",
                    null);
        }
        events.publishEvent(new SecondFactorChanged(person, Change.APP_ADDED));
        return firstCodes(person);
    }

    /** False if there was none. */
    @Transactional
    public boolean removeApp(AccountId person) {
        var had = apps.remove(person);
        if (had) {
            events.publishEvent(new SecondFactorChanged(person, Change.APP_REMOVED));
            tidy(person);
        }
        return had;
    }

    /** Puts new recovery codes in place of all others. */
    @Transactional
    public List<String> newCodes(AccountId person) {
        if (!guard(person)) {
            throw new CodeRefused("Recovery codes stand in for a second factor. Please set one up first.", null);
        }
        events.publishEvent(new SecondFactorChanged(person, Change.RECOVERY_CODES_MADE));
        return codes.make(person);
    }

    /** Adds a passkey; recovery codes come back where it is the first factor. */
    @Transactional
    List<String> added(AccountId person) {
        events.publishEvent(new SecondFactorChanged(person, Change.PASSKEY_ADDED));
        return firstCodes(person);
    }

    /** False if this person has none with this id. */
    @Transactional
    public boolean removePasskey(AccountId person, String id) {
        var had = passkeys.remove(person, id);
        if (had) {
            events.publishEvent(new SecondFactorChanged(person, Change.PASSKEY_REMOVED));
            tidy(person);
        }
        return had;
    }

    private List<String> firstCodes(AccountId person) {
        return codes.left(person) == 0 ? codes.make(person) : List.of();
    }

    /** Without a second factor there is nothing to recover. */
    private void tidy(AccountId person) {
        if (!guard(person)) {
            codes.remove(person);
            guesses.forget(person);
        }
    }

    /**
     * Takes a code of the app, or a recovery code.
     *
     * @return which of them it was
     * @throws CodeRefused if it is wrong or was used, or if too many were wrong
     */
    public Kind enter(AccountId person, String typed) {
        if (typed.length() > LONGEST || !guard(person)) {
            throw wrong();
        }
        if (RecoveryCodes.isLike(typed)) {
            judged(person, Kind.RECOVERY_CODE, codes.take(person, typed));
            return Kind.RECOVERY_CODE;
        }
        guesses.count(person);
        judged(person, Kind.APP, apps.take(person, digits(typed)));
        guesses.forget(person);
        return Kind.APP;
    }

    private void judged(AccountId person, Kind kind, boolean taken) {
        events.publishEvent(new SecondFactorTried(person, kind, taken));
        if (!taken) {
            throw wrong();
        }
    }

    private static CodeRefused wrong() {
        return new CodeRefused(
                "The code is wrong, or was used before. Please type the newest code of the app, or a recovery code.",
                null);
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s-]", "");
    }
}
