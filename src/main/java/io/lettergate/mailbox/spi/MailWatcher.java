package io.lettergate.mailbox.spi;

import io.lettergate.accounts.Account;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notices by itself what happens to mail. */
public interface MailWatcher {

    boolean serves(Account account);

    /**
     * Watches an account until it is closed, through whatever happens to the connection.
     *
     * @param mark what the listener was told last, so that nothing is missed since; absent the first time
     */
    Watch watch(Account account, @Nullable String mark, Listener listener);

    /** A watch that goes on until it is closed, or until only the person can help. */
    interface Watch extends AutoCloseable {

        /** Says whether somebody looks at the account now, so that it is worth to look more often. */
        void attend(boolean somebodyLooks);

        boolean isOver();

        @Override
        void close();
    }

    /** Who is told, on a thread of the watch. */
    interface Listener {

        /**
         * Some things happened. If this throws, they are told again.
         *
         * @param mark where the watch stands after them, in words of its own
         */
        void happened(List<MailChange> changes, String mark);
    }
}
