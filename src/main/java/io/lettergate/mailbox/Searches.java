package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mailbox.spi.Stop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Lists and searches that can be taken back while the mail server works on them: by name, or by a newer one of the same
 * name, so that somebody who types on does not wait for what nobody wants any more.
 */
@Service
public class Searches {

    private final ConcurrentMap<Key, Stop> running = new ConcurrentHashMap<>();

    /**
     * Does the search, and ends an older one of the same name.
     *
     * @param name absent for a search that nobody will take back
     * @throws io.lettergate.mail.MailFailure.SearchEnded if it was taken back
     */
    public <T> T named(Account account, @Nullable SearchName name, Supplier<T> search) {
        if (name == null) {
            return search.get();
        }
        var key = new Key(account.id(), name);
        var stop = new Stop();
        var older = running.put(key, stop);
        if (older != null) {
            older.stop();
        }
        try {
            return stop.over(search);
        } finally {
            running.remove(key, stop);
        }
    }

    /** Ends the search of this name; false if there is none. */
    public boolean end(Account account, SearchName name) {
        var stop = running.remove(new Key(account.id(), name));
        if (stop != null) {
            stop.stop();
        }
        return stop != null;
    }

    private record Key(AccountId account, SearchName name) {}
}
