package io.lettergate.mailbox.spi;

import io.lettergate.accounts.Account;

/** Notices by itself when mail arrives, leaves or changes. */
public interface MailWatcher {

    boolean serves(Account account);

    /**
     * Watches the inbox until it is closed, through whatever happens to the connection.
     *
     * @param news is called on a thread of the watch after each change, and may be called where there was none
     */
    Watch watch(Account account, Runnable news);

    /** A watch that goes on until it is closed. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }
}
