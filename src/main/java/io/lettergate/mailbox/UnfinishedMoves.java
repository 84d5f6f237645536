package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MoveWitness;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Finishes moves that a crash or a lost connection cut short: what arrived is removed from where it was, what did not
 * stays there. A move that this process does not know counts as cut short. Should another node be busy with it, no
 * message is lost all the same: only what is proven to have arrived is removed, by its UID, and to remove it twice does
 * nothing more.
 */
@Component
class UnfinishedMoves {

    private static final Logger LOG = LoggerFactory.getLogger(UnfinishedMoves.class);

    private final MoveJournal journal;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<AccountId> settled = ConcurrentHashMap.newKeySet();

    UnfinishedMoves(MoveJournal journal) {
        this.journal = journal;
    }

    /** Watches one move of an account; to be closed when the move returns, whatever came of it. */
    Watch watch(Account account) {
        return new Watch(account);
    }

    /**
     * Whether there is something to finish; asks the database once for each account where there is not. Where mail is
     * kept here every move is one step, so that what is noted is of the server that the account is about to be moved to.
     */
    boolean has(Account account) {
        if (account.protocol() == Protocol.POP3 || settled.contains(account.id())) {
            return false;
        }
        var open = journal.of(account.id());
        if (open.isEmpty()) {
            settled.add(account.id());
        }
        return open.stream().anyMatch(entry -> !running.contains(entry.id()));
    }

    /** Finishes what there is; what fails is tried again before the next request. */
    void finish(Account account, MailSession session) {
        journal.of(account.id()).stream()
                .filter(entry -> !running.contains(entry.id()))
                .forEach(entry -> finish(account, entry, session));
    }

    private void finish(Account account, MoveJournal.Entry entry, MailSession session) {
        try {
            var arrived = entry.copied() ? entry.messages() : arrived(entry, session);
            if (!arrived.isEmpty()) {
                session.delete(arrived);
            }
            LOG.info(
                    "move finished account={} messages={} arrived={}",
                    account.id(),
                    entry.messages().size(),
                    arrived.size());
        } catch (MailFailure.MessageGone
                | MailFailure.MailboxReset
                | MailFailure.NoSuchMailbox
                | MailFailure.NotPermitted nothingLeft) {
            LOG.info("move needs nothing more account={} reason={}", account.id(), nothingLeft.sentence());
        }
        journal.over(entry.id());
    }

    /** Those whose copies are there: a message without a Message-ID is not known to be, and stays. */
    private static List<MessageRef> arrived(MoveJournal.Entry entry, MailSession session) {
        return session.present(entry.messages()).stream()
                .filter(ref -> isThere(ref, entry, session))
                .toList();
    }

    private static boolean isThere(MessageRef ref, MoveJournal.Entry entry, MailSession session) {
        var messageId = session.message(ref).summary().envelope().messageId();
        return messageId != null
                && session.find(entry.destination(), messageId, entry.uidNext()).isPresent();
    }

    /** Writes down the steps of one move. */
    final class Watch implements MoveWitness, AutoCloseable {

        private final Account account;
        private final Set<String> mine = ConcurrentHashMap.newKeySet();

        private Watch(Account account) {
            this.account = account;
        }

        @Override
        public Step begin(List<MessageRef> messages, MailboxName destination, long uidNext) {
            var id = journal.begin(account.id(), messages, destination, uidNext);
            running.add(id);
            mine.add(id);
            return new Step() {
                @Override
                public void copied(List<MessageRef> arrived) {
                    journal.copied(id, arrived);
                }

                @Override
                public void uncopied() {
                    journal.uncopied(id);
                }

                @Override
                public void over() {
                    journal.over(id);
                    running.remove(id);
                    mine.remove(id);
                }
            };
        }

        /** What is not over by now was cut short. */
        @Override
        public void close() {
            if (!mine.isEmpty()) {
                running.removeAll(mine);
                settled.remove(account.id());
            }
        }
    }
}
