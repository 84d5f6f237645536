package io.lettergate.mailbox;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * What mail servers want people to be told (RFC 9051 §7.1), until they have seen it. The same words are told once; they
 * are kept in memory only.
 */
@Service
public class Alerts {

    private static final Logger LOG = LoggerFactory.getLogger(Alerts.class);
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(7);
    private static final int MOST_SHOWN = 5;
    private static final int MOST_REMEMBERED = 100;

    private final LoadingCache<AccountId, Board> boards = Caffeine.newBuilder()
            .expireAfterAccess(FORGOTTEN_AFTER)
            .maximumSize(10_000)
            .build(id -> new Board());

    /** Takes what the server of an account said. */
    public void hear(Account account, String words) {
        if (!words.isBlank() && boards.get(account.id()).hear(words)) {
            LOG.debug("account={} alert=\"{}\"", account.id(), words);
        }
    }

    /** What its owner has not put away yet, oldest first; of many the latest. */
    public List<String> of(Account account) {
        var board = boards.getIfPresent(account.id());
        return board == null ? List.of() : board.shown();
    }

    /** Its owner has seen them all. */
    public void dismiss(Account account) {
        var board = boards.getIfPresent(account.id());
        if (board != null) {
            board.clear();
        }
    }

    /** The words for one account. */
    private static final class Board {

        private final SequencedSet<String> heard = new LinkedHashSet<>();
        private final SequencedSet<String> shown = new LinkedHashSet<>();

        synchronized boolean hear(String words) {
            if (!heard.add(words)) {
                return false;
            }
            shown.add(words);
            limit(shown, MOST_SHOWN);
            limit(heard, MOST_REMEMBERED);
            return true;
        }

        private static void limit(SequencedSet<String> words, int most) {
            if (words.size() > most) {
                words.removeFirst();
            }
        }

        synchronized List<String> shown() {
            return List.copyOf(shown);
        }

        synchronized void clear() {
            shown.clear();
        }
    }
}
