package io.lettergate.auth;

import io.lettergate.mail.MailFailure;
import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** Nobody was signed in, for a reason that a mail server or our configuration gave. */
class SignInFailed extends AuthenticationException {

    @Serial
    private static final long serialVersionUID = 1;

    private final MailFailure reason;

    SignInFailed(MailFailure reason) {
        super(reason.sentence(), reason);
        this.reason = reason;
    }

    MailFailure reason() {
        return reason;
    }
}
