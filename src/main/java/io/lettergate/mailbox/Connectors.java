package io.lettergate.mailbox;

import io.lettergate.accounts.Account;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import java.util.List;
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
        return connectors.stream()
                .filter(connector -> connector.serves(account))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No connector for " + account.protocol()))
                .inSession(account, work);
    }

    void during(Account account, Consumer<MailSession> work) {
        inSession(account, session -> {
            work.accept(session);
            return true;
        });
    }
}
