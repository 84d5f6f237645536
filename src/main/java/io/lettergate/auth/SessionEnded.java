package io.lettergate.auth;

import io.lettergate.accounts.AccountId;

/**
 * A browser is signed in no more.
 *
 * @param owner the account that its person signed in with
 * @param session what the browser's sign-in is called
 * @param device the browser in words, as in "Firefox on Linux"
 */
public record SessionEnded(AccountId owner, String session, String device, Cause cause) {

    /** Who ended it. */
    public enum Cause {
        /** The person, in that browser. */
        SIGNED_OUT,
        /** The person, from somewhere else. */
        REVOKED,
        /** We, as somebody has a copy of what the browser is known by. */
        COPIED
    }
}
