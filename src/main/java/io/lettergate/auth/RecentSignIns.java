package io.lettergate.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.AccountRemoved;
import io.lettergate.accounts.PasswordReplaced;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Remembers for some minutes which address and password the mail server took, so that a program that sends them with
 * every call costs it one sign-in; from another machine it costs another. Only a keyed hash is kept, under a key that dies
 * with the process.
 */
@Component
class RecentSignIns {

    private static final String MAC = "HmacSHA256";

    private final Cache<String, SignedIn> taken = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(5))
            .maximumSize(10_000)
            .build();
    private final SecretKeySpec key = new SecretKeySpec(SecureRandom.getSeed(32), MAC);

    Optional<SignedIn> find(String address, String secret, @Nullable String client) {
        return Optional.ofNullable(taken.getIfPresent(hash(address, secret, client)));
    }

    void keep(String address, String secret, @Nullable String client, SignedIn signedIn) {
        taken.put(hash(address, secret, client), signedIn);
    }

    /** The password before is not taken any more. */
    @EventListener
    void forget(PasswordReplaced replaced) {
        forget(replaced.account());
    }

    /** Who has no account any more has to sign in again. */
    @EventListener
    void forget(AccountRemoved removed) {
        forget(removed.account());
    }

    private void forget(AccountId account) {
        taken.asMap().values().removeIf(known -> known.account().id().equals(account));
    }

    /** Somebody guesses: what is remembered must not tell them that they are right. */
    void forget(String address) {
        taken.asMap().values().removeIf(known -> known.getName().equalsIgnoreCase(address.strip()));
    }

    private String hash(String address, String secret, @Nullable String client) {
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            mac.update(address.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            mac.update(String.valueOf(client).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + MAC, impossible);
        }
    }
}
