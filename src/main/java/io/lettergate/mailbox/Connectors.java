package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.spi.Errand;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
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
        return inSession(account, Errand.ANY, work);
    }

    /** Lends a session that stands in this mailbox, if there is one. */
    <T> T inSession(Account account, MailboxName mailbox, Function<MailSession, T> work) {
        return inSession(account, Errand.ANY.in(mailbox), work);
    }

    private <T> T inSession(Account account, Errand errand, Function<MailSession, T> work) {
        if (moves.has(account)) {
            finishMoves(account);
        }
        return lend(account, errand, work);
    }

    private void finishMoves(Account account) {
        try {
            lend(account, Errand.ANY, session -> {
                moves.finish(account, session);
                return true;
            });
        } catch (MailFailure.SignInRefused | MailFailure.SignInNeeded | MailFailure.ServerUnreachable nobodyThere) {
            throw nobodyThere;
        } catch (MailFailure notNow) {
            LOG.info("moves wait account={} reason={}", account.id(), notNow.sentence());
        }
    }

    private <T> T lend(Account account, Errand errand, Function<MailSession, T> work) {
        return connectors.stream()
                .filter(connector -> connector.serves(account))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No connector for " + account.protocol()))
                .inSession(account, errand, work);
    }

    void during(Account account, Consumer<MailSession> work) {
        inSession(account, session -> {
            work.accept(session);
            return true;
        });
    }
}
