package io.lettergate.accounts.spi;

import io.lettergate.accounts.Credential;
import io.lettergate.accounts.OutgoingAccess;

/** Asks a server that takes mail whether it takes it from somebody, by exactly one sign-in. */
public interface SubmissionCheck {

    /**
     * Signs in once, hands nothing in, and keeps nothing.
     *
     * @throws io.lettergate.mail.MailFailure if the server refuses, or cannot be asked
     */
    void check(OutgoingAccess access, Credential credential);
}
