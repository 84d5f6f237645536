package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mailbox.spi.Errand;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Chooses the connector of an account. */
@Component
class Connectors {

    private static final Logger LOG = LoggerFactory.getLogger(Connectors.class);

    private final List<MailConnector> connectors;
    private final UnfinishedMoves moves;

    Connectors(List<MailConnector> connectors, UnfinishedMoves moves) {
        this.connectors = List.copyOf(connectors);
        this.moves = moves;
    }

    /** Lends a session; moves of this account that were cut short are finished first. */
    <T> T inSession(Account account, Function<MailSession, T> work) {
        return after(account, () -> of(account).inSession(account, errand(), work));
    }

    /** The same, on a session that stands in this mailbox, if there is one. */
    <T> T inSession(Account account, MailboxName mailbox, Function<MailSession, T> work) {
        return after(account, () -> of(account).inSession(account, errand().in(mailbox), work));
    }

    Optional<MessageSummary> remembered(Account account, MessageRef message) {
        return of(account).remembered(account, message);
    }

    private static Errand errand() {
        return Background.isHere() ? Errand.BACKGROUND : Errand.ANY;
    }

    private <T> T after(Account account, Supplier<T> work) {
        if (moves.has(account)) {
            finishMoves(account);
        }
        return work.get();
    }

    private void finishMoves(Account account) {
        try {
            of(account).inSession(account, errand(), session -> {
                moves.finish(account, session);
                return true;
            });
        } catch (MailFailure.SignInRefused | MailFailure.SignInNeeded | MailFailure.ServerUnreachable nobodyThere) {
            throw nobodyThere;
        } catch (MailFailure notNow) {
            LOG.info("moves wait account={} reason={}", account.id(), notNow.sentence());
        }
    }

    private MailConnector of(Account account) {
        return connectors.stream()
                .filter(connector -> connector.serves(account))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No connector for " + account.protocol()));
    }

    void during(Account account, Consumer<MailSession> work) {
        inSession(account, session -> {
            work.accept(session);
            return true;
        });
    }
}
