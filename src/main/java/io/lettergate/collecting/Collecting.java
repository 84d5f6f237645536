package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MessageRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What people do with the mail that is collected for them. An account whose server keeps its mail itself has none of
 * this: every method then throws {@link io.lettergate.mail.MailFailure.CapabilityMissing}.
 */
@Service
public class Collecting {

    public Standing standing(Account account) {
        throw new UnsupportedOperationException();
    }

    /** Works out what a window would remove, and removes nothing. */
    public Plan plan(Account account, KeepOnServer window) {
        throw new UnsupportedOperationException();
    }

    /**
     * Sets the window.
     *
     * @param token of a plan for just this window; needed if it removes what the present one would not
     * @throws PlanNeeded without it
     */
    public Standing keep(Account account, KeepOnServer window, @Nullable String token) {
        throw new UnsupportedOperationException();
    }

    /** Goes back to the window before, while nothing has left under this one. */
    public Standing takeBack(Account account) {
        throw new UnsupportedOperationException();
    }

    /** Holds everything: nothing leaves until this is called again with {@code false}. */
    public Standing hold(Account account, boolean held) {
        throw new UnsupportedOperationException();
    }

    /** A page of the ledger. */
    public LedgerPage ledger(Account account, LedgerPage.Filter filter, @Nullable String cursor, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One row, by its key. */
    public LedgerRow row(Account account, String key) {
        throw new UnsupportedOperationException();
    }

    /** Keeps a message on the server whatever the window says, or no longer. */
    public LedgerRow pin(Account account, String key, boolean pinned) {
        throw new UnsupportedOperationException();
    }

    /** Has a message removed from the server at the next look; ours stays. */
    public LedgerRow removeThere(Account account, String key) {
        throw new UnsupportedOperationException();
    }

    /** Takes {@link #removeThere} back, while it is still there. */
    public LedgerRow keepThere(Account account, String key) {
        throw new UnsupportedOperationException();
    }

    /** Collects a message that was left out, as too large or for its age, at the next look. */
    public LedgerRow collect(Account account, String key) {
        throw new UnsupportedOperationException();
    }

    /** Looks now, or says which look goes on already. */
    public Look look(Account account) {
        throw new UnsupportedOperationException();
    }

    /** The looks of the last 90 days, newest first. */
    public List<Look> looks(Account account, int limit) {
        throw new UnsupportedOperationException();
    }

    /** One look, by its id. */
    public Look look(Account account, String id) {
        throw new UnsupportedOperationException();
    }

    /** Ends the look that goes on; what was collected stays. */
    public void stop(Account account) {
        throw new UnsupportedOperationException();
    }

    /** Where messages live beside here; those that were not collected are missing. */
    public Map<MessageRef, Whereabouts> whereabouts(Account account, Collection<MessageRef> messages) {
        throw new UnsupportedOperationException();
    }
}
