package io.lettergate.imap;

import io.lettergate.MailServer;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailSessionContract;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a real server, which its subclass names. */
abstract class ServerContract implements MailSessionContract {

    private static ConnectorFixture fixture;

    private MailServer server;
    private Account account;

    abstract MailServer server();

    @BeforeAll
    static void start() {
        fixture = ConnectorFixture.with();
    }

    @BeforeEach
    void signIn() {
        server = server();
        var endpoint = new Endpoint(server.host(), server.imapPort(), Encryption.NONE);
        account = fixture.account(server.freshUser(), endpoint, MailServer.PASSWORD);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Override
    public void deliver(byte[] message) {
        server.append(account.userName(), "INBOX", message, Instant.parse("2026-11-20T08:30:00Z"));
    }

    @Override
    public <T> T inSession(Function<MailSession, T> work) {
        return fixture.connector().inSession(account, work);
    }
}
