package io.lettergate.accounts;

/** What proves to a mail server who somebody is. */
public sealed interface Credential permits Password, AccessToken {

    /** The secret itself, for the one command that needs it. */
    String reveal();
}
