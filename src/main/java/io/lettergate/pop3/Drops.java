package io.lettergate.pop3;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;

/** Opens sessions on the maildrops of accounts. */
interface Drops {

    /**
     * Connects, secures the connection, and signs in once, with what the account's owner left with us.
     *
     * @throws MailFailure if there is no session to be had, which says whether it passes
     */
    Drop open(Account account);
}
