package io.lettergate.oauth;

import io.lettergate.accounts.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * What a person agreed to at a provider.
 *
 * @param provider by its name in the settings
 * @param errand what they were sent there for
 * @param address theirs, as the provider says; absent where it says none
 * @param isVerified whether it says that it knows that address to be theirs
 * @param isFresh whether it says that they signed in there since they were sent
 * @param token lets us use their mailbox
 */
public record Consent(
        String provider,
        Errand errand,
        @Nullable String address,
        boolean isVerified,
        boolean isFresh,
        AccessToken token) {

    @Override
    public String toString() {
        return "Consent(" + provider + ")";
    }
}
