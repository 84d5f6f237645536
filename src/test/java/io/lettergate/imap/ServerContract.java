package io.lettergate.imap;

import io.lettergate.MailServer;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.MailSessionContract;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a real server, which its subclass names. */
abstract class ServerContract implements MailSessionContract {

    private static final Map<MailServer, String> NAMES = new ConcurrentHashMap<>();
    private static ConnectorFixture fixture;

    private MailServer server;
    private RecordingProxy proxy;
    private Account account;

    abstract MailServer server();

    /** What the server is kept from, if anything. */
    String mask() {
        return "";
    }

    @Override
    public String serverName() {
        return (NAMES.computeIfAbsent(server, MailServer::name) + " " + mask()).strip();
    }

    @Override
    public List<String> commands() {
        return proxy.commands();
    }

    @BeforeAll
    static void start() {
        fixture = ConnectorFixture.with();
    }

    @BeforeEach
    void signIn() {
        server = server();
        proxy = RecordingProxy.before(server);
        var endpoint = new Endpoint("127.0.0.1", proxy.port(), Encryption.NONE);
        account = fixture.account(server.freshUser(), endpoint, MailServer.PASSWORD);
    }

    @AfterEach
    void hangUp() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
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
