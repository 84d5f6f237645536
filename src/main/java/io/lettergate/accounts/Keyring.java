package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The passwords and access tokens of the people who are signed in, in memory only: nothing is written anywhere, and what
 * nobody used for a while is forgotten.
 */
@Component
public class Keyring {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Cache<AccountId, Credential> held =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();

    /** Holds what the mail server of an account has taken. */
    public void keep(AccountId account, Credential credential) {
        held.put(account, credential);
    }

    /**
     * The password or token of an account whose owner is signed in.
     *
     * @throws MailFailure.SignInNeeded if none is held
     */
    public Credential require(AccountId account) {
        var credential = held.getIfPresent(account);
        if (credential == null) {
            throw new MailFailure.SignInNeeded();
        }
        return credential;
    }
}
