package io.lettergate.accounts;

/**
 * A person's agreement, given at a provider, that we use their mailbox. Its token never shows itself.
 *
 * @param provider by its name in the settings
 * @param refresh the token that gets access tokens
 */
public record Agreement(String provider, String refresh) {

    @Override
    public String toString() {
        return "Agreement(" + provider + ")";
    }
}
