package io.lettergate.sending.outbox;

import io.lettergate.sending.MailPath;
import io.lettergate.sending.Original;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.spi.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of submissions: what all may know, and what only those need who send.
 *
 * @param original the id of the message that it answers or forwards; absent where there is none, or it is marked
 * @param draft the id of what it was written from; absent where there is none, or it is removed
 * @param token of the lease, which counts as long as nobody has a later one
 */
record Entry(
        Submission submission,
        Phase phase,
        boolean eightBit,
        boolean utf8Header,
        Instant giveUpAt,
        @Nullable String original,
        Original.@Nullable Kind originalKind,
        @Nullable String draft,
        int careAttempts,
        long token) {

    SubmissionId id() {
        return submission.id();
    }

    List<MailPath> waiting() {
        return submission.recipients().stream()
                .filter(one -> one.outcome() == Recipient.Outcome.WAITING)
                .map(Recipient::address)
                .toList();
    }
}
