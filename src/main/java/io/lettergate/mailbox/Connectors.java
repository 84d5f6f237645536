package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
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
import org.springframework.stereotype.Component;

/** Chooses the connector of an account. */
@Component
class Connectors {

    private final List<MailConnector> connectors;

    Connectors(List<MailConnector> connectors) {
        this.connectors = List.copyOf(connectors);
    }

    <T> T inSession(Account account, Function<MailSession, T> work) {
        return of(account).inSession(account, work);
    }

    /** The same, on a session that stands in this mailbox, if there is one. */
    <T> T inSession(Account account, MailboxName mailbox, Function<MailSession, T> work) {
        return of(account).inSession(account, Errand.ANY.in(mailbox), work);
    }

    Optional<MessageSummary> remembered(Account account, MessageRef message) {
        return of(account).remembered(account, message);
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
