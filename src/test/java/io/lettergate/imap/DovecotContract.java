package io.lettergate.imap;

import io.lettergate.DovecotServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailSessionContract;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a Dovecot that admits to what its subclass says. */
abstract class DovecotContract implements MailSessionContract {

    private DovecotServer dovecot;
    private ConnectorFixture fixture;
    private Account account;

    abstract DovecotServer server();

    @BeforeEach
    void signIn() {
        dovecot = server();
        fixture = ConnectorFixture.with();
        var endpoint = new Endpoint(dovecot.host(), dovecot.imapPort(), Encryption.NONE);
        account = fixture.account(dovecot.freshUser(), endpoint, DovecotServer.PASSWORD);
    }

    @AfterEach
    void signOut() {
        if (fixture != null) {
            fixture.close();
        }
    }

    @Override
    public void deliver(byte[] message) {
        dovecot.append(account.userName(), "INBOX", message, Instant.parse("2026-11-20T08:30:00Z"));
    }

    @Override
    public <T> T inSession(Function<MailSession, T> work) {
        return fixture.connector().inSession(account, work);
    }
}
