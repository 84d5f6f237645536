package io.lettergate.api.problems;

import io.lettergate.mail.MailFailure;
import java.io.Serial;

/** A sign-in that a caller wants stored does not work. */
public final class VerificationFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final MailFailure failure;

    public VerificationFailed(MailFailure failure) {
        super(failure.sentence(), failure);
        this.failure = failure;
    }

    MailFailure failure() {
        return failure;
    }
}
