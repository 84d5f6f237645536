package io.lettergate.mailbox.spi;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import java.util.Optional;
import java.util.function.Function;

/** Reaches the mail of accounts that speak one protocol. */
public interface MailConnector {

    boolean serves(Account account);

    /**
     * Borrows a session, hands it to the work, and takes it back, whatever happens.
     *
     * @throws io.lettergate.mail.MailFailure if there is none to be had, or the work failed
     */
    <T> T inSession(Account account, Function<MailSession, T> work);

    /** The row of a message as it was when somebody last saw it, if it can be told without asking a server. */
    default Optional<MessageSummary> remembered(Account account, MessageRef message) {
        return Optional.empty();
    }

    /** The same for an errand, which may decide who is served first, and by which session. */
    default <T> T inSession(Account account, Errand errand, Function<MailSession, T> work) {
        return inSession(account, work);
    }
}
