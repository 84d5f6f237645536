package io.lettergate.accounts;

import io.lettergate.mail.MailFailure;
import org.jspecify.annotations.Nullable;

/**
 * Whether a password is good for one way to reach the mail.
 *
 * @param failure why not; absent where it is
 */
public record Proof(Access access, @Nullable MailFailure failure) {

    public boolean works() {
        return failure == null;
    }
}
