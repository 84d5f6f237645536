package io.lettergate.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The passwords of the people who are signed in, in memory only: nothing is written anywhere, and a password that
 * nobody used for a while is forgotten.
 */
@Component
public class Keyring {

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final Cache<AccountId, Password> passwords =
            Caffeine.newBuilder().expireAfterAccess(FORGOTTEN_AFTER).build();

    /** Holds the password of somebody whose mail server has taken it. */
    public void keep(AccountId account, Password password) {
        passwords.put(account, password);
    }

    /** Whether a password is held; asking does not make it held any longer. */
    public boolean holds(AccountId account) {
        return passwords.asMap().containsKey(account);
    }

    /**
     * The password of an account whose owner is signed in.
     *
     * @throws MailFailure.SignInNeeded if none is held
     */
    public Password require(AccountId account) {
        var password = passwords.getIfPresent(account);
        if (password == null) {
            throw new MailFailure.SignInNeeded();
        }
        return password;
    }
}
