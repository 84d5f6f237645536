package io.lettergate.sending.outbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.sending.spi.Journal;
import io.lettergate.sending.spi.Phase;
import io.lettergate.sending.spi.Verdict;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to send, and how far it is: on disk before it goes on, and only while it is this node's to go on. */
final class Attempt implements Journal {

    private final SubmissionClaims claims;
    private final Entry entry;
    private Phase phase = Phase.CONNECT;

    Attempt(SubmissionClaims claims, Entry entry) {
        this.claims = claims;
        this.entry = entry;
    }

    /** The submission is another node's by now. */
    static final class Lost extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;
    }

    Phase phase() {
        return phase;
    }

    @Override
    public void reached(Phase now) {
        // That the server took it is written down with what follows from that, at once.
        if (now != Phase.ACCEPTED && !claims.reached(entry, now)) {
            throw new Lost();
        }
        phase = now;
    }

    @Override
    public void dotFollows(List<Verdict> verdicts) {
        if (!claims.dotFollows(entry, verdicts)) {
            throw new Lost();
        }
        phase = Phase.DOT_SENT;
    }

    /** Whether the server may have the message, though nobody knows. */
    boolean isInDoubt() {
        return phase == Phase.DOT_SENT || phase == Phase.ACCEPTED;
    }

    /** Whether the same may work later: what a server cannot do now, what nobody answers, and what a person can mend. */
    static boolean passes(MailFailure failure) {
        return failure.retryAfter() != null || needsSignIn(failure) || failure instanceof MailFailure.TlsFailed;
    }

    /** Whether a password that is taken would help. */
    static boolean needsSignIn(@Nullable MailFailure failure) {
        return failure instanceof MailFailure.SignInNeeded || failure instanceof MailFailure.SignInRefused;
    }
}
