package io.lettergate.webmail.outbox;

import io.lettergate.accounts.Account;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.webmail.Almanac;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way out as the page shows it.
 *
 * @param state the last part of message keys
 * @param to everybody, in one line
 * @param when the moment that its state is about; absent where there is none
 * @param problem what the server said, or why it waits
 * @param missed those who do not have it, each with what the server said
 * @param copyProblem why its copy is not in Sent yet; absent where there is nothing to say
 */
record OutboxLine(
        String id,
        String account,
        String from,
        String state,
        String subject,
        String to,
        @Nullable String when,
        @Nullable String problem,
        List<Missed> missed,
        boolean copyPending,
        boolean copyFailed,
        @Nullable String copyProblem,
        boolean cancellable,
        boolean repeatable,
        boolean editable,
        boolean over) {

    OutboxLine {
        missed = List.copyOf(missed);
    }

    /** One who does not have it. */
    record Missed(String address, String words) {}

    static OutboxLine of(Account account, Submission submission, Almanac almanac) {
        return new OutboxLine(
                submission.id().toString(),
                account.id().toString(),
                account.address(),
                state(submission),
                submission.subject(),
                String.join(
                        ", ",
                        submission.recipients().stream()
                                .map(one -> one.address().value())
                                .toList()),
                when(submission, almanac),
                submission.problem(),
                missed(submission),
                submission.copy() == Copy.PENDING && submission.copyProblem() != null,
                submission.copy() == Copy.FAILED,
                submission.copyProblem(),
                submission.isCancellable(),
                submission.isRepeatable(),
                Reopening.isPossible(submission),
                submission.isOver());
    }

    private static String state(Submission submission) {
        var isTriedAgain = submission.state() == State.QUEUED && submission.attempts() > 0;
        return isTriedAgain
                ? "retry"
                : submission.isPartial() ? "partial" : submission.state().word();
    }

    private static @Nullable String when(Submission submission, Almanac almanac) {
        var next = submission.nextAt();
        if (next != null) {
            return almanac.full(next);
        }
        var sent = submission.sentAt();
        return sent == null ? null : almanac.full(sent);
    }

    private static List<Missed> missed(Submission submission) {
        return submission.recipients().stream()
                .filter(one -> one.outcome() != Recipient.Outcome.ACCEPTED)
                .flatMap(OutboxLine::missed)
                .toList();
    }

    private static Stream<Missed> missed(Recipient recipient) {
        var words = recipient.words();
        return words == null
                ? Stream.empty()
                : Stream.of(new Missed(recipient.address().value(), words));
    }

    /** Whether its person has to do something. */
    public boolean needsYou() {
        return state.equals("failed") || state.equals("uncertain") || state.equals("partial") || copyFailed;
    }

    public boolean isScheduled() {
        return state.equals("held");
    }

    public boolean isWaiting() {
        return state.equals("queued") || state.equals("retry") || state.equals("sending");
    }

    public boolean isUncertain() {
        return state.equals("uncertain");
    }
}
