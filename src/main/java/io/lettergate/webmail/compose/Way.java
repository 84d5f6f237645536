package io.lettergate.webmail.compose;

import io.lettergate.accounts.Account;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.webmail.Almanac;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message since its writer pressed Send, for the strip below the list.
 *
 * @param draft what it was written from, to go back to
 * @param state the last part of a message key
 * @param when the time that it is sent at, or the seconds until then
 * @param words what the server or we said; absent where there is nothing to say
 * @param undoable whether it can be taken back
 * @param open whether there is more to come soon
 */
record Way(
        String account,
        String submission,
        String draft,
        String state,
        String when,
        @Nullable String words,
        boolean undoable,
        boolean open)
        implements Serializable {

    private static final Duration SOON = Duration.ofMinutes(2);

    static Way of(Account account, String draft, Submission submission, Almanac almanac) {
        var isLater = submission.isCancellable()
                && submission.attempts() == 0
                && submission.sendAt().isAfter(almanac.now().plus(SOON));
        var state = isLater ? "later" : state(submission);
        return new Way(
                account.id().toString(),
                submission.id().toString(),
                draft,
                state,
                isLater ? almanac.full(submission.sendAt()) : seconds(submission, almanac),
                words(submission),
                submission.isCancellable() && !submission.isReceived(),
                state.equals("sending") || state.equals("held"));
    }

    /** How long it can still be taken back, in whole seconds. */
    private static String seconds(Submission submission, Almanac almanac) {
        var left = Duration.between(almanac.now(), submission.sendAt()).plusMillis(500);
        return Long.toString(Math.max(left.toSeconds(), 1));
    }

    private static String state(Submission submission) {
        return switch (submission.state()) {
            case HELD -> "held";
            case SENDING -> "sending";
            case QUEUED -> submission.attempts() > 0 && submission.problem() != null ? "retry" : "sending";
            case SENT -> missed(submission) == null ? "sent" : "partial";
            case FAILED -> "failed";
            case UNCERTAIN -> "uncertain";
            case CANCELLED -> "cancelled";
        };
    }

    /** The first who does not have it, with the server's words. */
    private static @Nullable String missed(Submission submission) {
        return submission.recipients().stream()
                .filter(one -> one.outcome() == Recipient.Outcome.REFUSED)
                .map(one -> one.address() + ": " + one.words())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String words(Submission submission) {
        var missed = missed(submission);
        return missed == null ? submission.problem() : missed;
    }

    /** Whether its writer has to do something. */
    public boolean needsYou() {
        return state.equals("failed") || state.equals("uncertain") || state.equals("partial");
    }

    /** Whether the outbox says more. */
    public boolean inOutbox() {
        return needsYou() || state.equals("retry") || state.equals("later");
    }
}
