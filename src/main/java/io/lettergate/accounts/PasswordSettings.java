package io.lettergate.accounts;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the passwords of people are who sign in to a mailbox that is read in place.
 *
 * @param passwords in the vault, or nowhere but in their session
 */
@ConfigurationProperties("lettergate.accounts")
record PasswordSettings(@DefaultValue("STORED") Where passwords) {

    /** A place for passwords. */
    enum Where {
        /** In the vault, so that work goes on while nobody is signed in. */
        STORED,
        /** Encrypted by a key of which the browser has one half, and on no disk. */
        SESSION
    }

    boolean storesThem() {
        return passwords == Where.STORED;
    }
}
