package io.lettergate.demo;

import io.lettergate.accounts.Access;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountLinked;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Linking;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Protocol;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Links the demo's POP3 mailbox to its reader, so that both ways to have mail are seen from the first minute. */
@Component
class DemoLinking {

    private final DemoMailServer server;
    private final Accounts accounts;
    private final Linking linking;

    DemoLinking(DemoMailServer server, Accounts accounts, Linking linking) {
        this.server = server;
        this.accounts = accounts;
        this.linking = linking;
    }

    /** The reader of the demo signs in for the first time. */
    @EventListener
    void link(AccountLinked linked) {
        if (server.isRunning() && linked.account().equals(linked.owner())) {
            accounts.find(linked.account())
                    .filter(account -> account.address().equals(DemoMailServer.IMAP_USER.address()))
                    .ifPresent(this::link);
        }
    }

    /** The reader of a demo that ran before there were linked accounts. */
    @EventListener(ApplicationReadyEvent.class)
    void linkAtStart() {
        if (server.isRunning()) {
            accounts.toSignIn(DemoMailServer.IMAP_USER.address()).ifPresent(this::link);
        }
    }

    private void link(Account reader) {
        var user = DemoMailServer.POP3_USER;
        var missing = accounts.of(reader.id()).stream()
                .noneMatch(account -> account.address().equals(user.address()));
        if (missing) {
            server.pop3()
                    .map(endpoint -> new Access(Protocol.POP3, endpoint, user.address()))
                    .ifPresent(access -> linking.link(reader, user.address(), access, new Password(user.password())));
        }
    }
}
