package io.lettergate.sending;

import io.lettergate.accounts.Account;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Service;

/** Messages on their way out. What it took is on disk before it answers, and is sent by and by, never twice in silence. */
@Service
public class Outbox {

    /**
     * Takes a message to be sent.
     *
     * @return as it stands now: held or queued; with a key that was used before, the submission of then
     * @throws io.lettergate.mail.MailFailure if nobody gets it, if it is too large, or if the account has no server to send by
     */
    public Submission submit(Account account, NewSubmission wanted) {
        throw new IllegalStateException("Not built yet: " + account.id() + wanted.to());
    }

    /** The submissions of an account, newest first. */
    public List<Submission> of(Account account) {
        throw new IllegalStateException("Not built yet: " + account.id());
    }

    /**
     * One of them.
     *
     * @throws io.lettergate.mail.MailFailure.NoSuchSubmission if the account has none with this id
     */
    public Submission require(Account account, String id) {
        throw new IllegalStateException("Not built yet: " + account.id() + id);
    }

    /**
     * Takes a submission back that is held or queued.
     *
     * @throws io.lettergate.mail.MailFailure.SubmissionUnderWay if it is too late for that
     */
    public Submission cancel(Account account, Submission submission) {
        throw new IllegalStateException("Not built yet: " + account.id() + submission.id());
    }

    /**
     * Has one sent again that failed, was taken back, or may have been sent: to all who may not have it.
     *
     * @throws io.lettergate.mail.MailFailure.SubmissionUnderWay if it is on its way, or sent
     */
    public Submission resend(Account account, Submission submission) {
        throw new IllegalStateException("Not built yet: " + account.id() + submission.id());
    }

    /** The message as its Sent copy will be, to be edited and sent anew; close it. Gone when a copy was filed. */
    public InputStream content(Account account, Submission submission) {
        throw new IllegalStateException("Not built yet: " + account.id() + submission.id());
    }
}
