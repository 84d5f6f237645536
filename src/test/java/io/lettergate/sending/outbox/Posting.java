package io.lettergate.sending.outbox;

import io.lettergate.MovedClock;
import io.lettergate.ScriptedSmtpServer;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.accounts.Accounts;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.PasswordReplaced;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.MessageRef;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.Messages;
import io.lettergate.net.Resolver;
import io.lettergate.net.TrustedEndpoints;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Submission;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts that send by scripted servers, when a test says so. */
final class Posting {

    static final String MESSAGE = """
            From: Robin <robin@post.example>\r
            To: Ada <ada@vale.example>\r
            Subject: Apples\r
            Date: Sat, 21 Nov 2026 12:00:00 +0000\r
            Message-ID: <apples@post.example>\r
            \r
            The apples are ripe.\r
            """;

    final MovedClock clock;
    final Outbox outbox;
    final SubmissionClaims claims;
    private final Delivery delivery;
    private final Aftercare aftercare;
    private final Accounts accounts;
    private final OutgoingServers servers;
    private final Keyring keyring;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final SentCopies copies;
    private final SubmissionTable table;
    private final SendingSettings settings;
    private final JdbcClient database;
    private final ApplicationEventPublisher events;

    Posting(
            MovedClock clock,
            Outbox outbox,
            SubmissionClaims claims,
            Delivery delivery,
            Aftercare aftercare,
            Accounts accounts,
            OutgoingServers servers,
            Keyring keyring,
            Mailboxes mailboxes,
            Messages messages,
            SentCopies copies,
            SubmissionTable table,
            SendingSettings settings,
            JdbcClient database,
            ApplicationEventPublisher events) {
        this.clock = clock;
        this.outbox = outbox;
        this.claims = claims;
        this.delivery = delivery;
        this.aftercare = aftercare;
        this.accounts = accounts;
        this.servers = servers;
        this.keyring = keyring;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.copies = copies;
        this.table = table;
        this.settings = settings;
        this.database = database;
        this.events = events;
    }

    /** An account whose mail lies here, and which sends by this server. */
    Account account(ScriptedSmtpServer server) {
        return account("POP3", "pop.post.example", 995, server);
    }

    /** One that is read by this protocol at this host. */
    Account account(String protocol, String host, int port, ScriptedSmtpServer server) {
        return account(protocol, host, port, "127.0.0.1", server);
    }

    /** One that sends by this server under another name. */
    Account account(String protocol, String host, int port, String outgoing, ScriptedSmtpServer server) {
        var id = AccountId.random();
        database.sql("""
                        INSERT INTO account
                            (id, owner_id, address, protocol, user_name, host, port, encryption, created_at, signed_in_at)
                        VALUES (?, ?, ?, ?, 'robin', ?, ?, 'NONE', 0, 0)""")
                .params(id.toString(), id.toString(), id + "@post.example", protocol, host, port)
                .update();
        keyring.keep(id, new Password("secret"));
        var account = accounts.find(id).orElseThrow();
        servers.keep(
                account,
                new OutgoingAccess(new Endpoint(outgoing, server.port(), Encryption.NONE), "robin@post.example"));
        database.sql("INSERT INTO identity (id, account_id, name, address, signature_text, preferred)"
                        + " VALUES (?, ?, 'Robin', 'robin@post.example', '', 0)")
                .params(UUID.randomUUID().toString(), id.toString())
                .update();
        return account;
    }

    static NewSubmission letter(String... to) {
        return whole(MESSAGE, to);
    }

    static NewSubmission whole(String message, String... to) {
        return NewSubmission.of(
                MailPath.of("robin@post.example"),
                Stream.of(to).map(MailPath::of).toList(),
                octets(message));
    }

    static InputStream octets(String message) {
        return new ByteArrayInputStream(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Does all that is due now. */
    void work() {
        claims.doubt();
        for (var due = claims.take(); due.isPresent(); due = claims.take()) {
            delivery.carryOut(due.get());
        }
        for (var due = claims.takeCare(); due.isPresent(); due = claims.takeCare()) {
            aftercare.carryOut(due.get());
        }
    }

    SubmissionClaims otherNode() {
        return new SubmissionClaims(database, table, clock, settings);
    }

    MessageRef file(Account account, MailboxRole role, String message) throws IOException {
        var mailbox = mailboxes.withRole(account, role).orElseThrow();
        try (var content = octets(message)) {
            return messages.file(account, mailbox, content, Set.of(), null).orElseThrow();
        }
    }

    Set<Flag> flags(Account account, MessageRef message) {
        return messages.summary(account, message).flags();
    }

    /** Hands in what is due, and dies before it can note what the server said. */
    void dieBehindTheDot() {
        var entry = claims.take().orElseThrow();
        delivery.submit(entry, new Attempt(claims, entry));
    }

    /** Hands in what is due, sleeps before the answer, and notes it when it wakes. */
    void sleepBehindTheDot(Duration sleep) {
        sleepBehindTheDot(sleep, () -> {});
    }

    /** The same, and somebody does something before it wakes. */
    void sleepBehindTheDot(Duration sleep, Runnable meanwhile) {
        var entry = claims.take().orElseThrow();
        var verdicts = delivery.submit(entry, new Attempt(claims, entry));
        clock.forward(sleep);
        claims.doubt();
        meanwhile.run();
        claims.end(
                entry, verdicts, new SubmissionClaims.End(Submission.State.SENT, null, clock.instant(), true, false));
    }

    /** Begins with what is due, and dies. */
    void dieBeforeTheDot() {
        claims.take().orElseThrow();
    }

    /** Its person gives a password that the server takes. */
    void newPassword(Account account) {
        keyring.keep(account.id(), new Password("new"));
        events.publishEvent(new PasswordReplaced(account.id()));
    }

    /** Whether the copies of an account would be filed by its provider, if it sent by this host. */
    boolean areFiledByProvider(Account account, String host) {
        servers.keep(account, new OutgoingAccess(new Endpoint(host, 465, Encryption.TLS), "robin"));
        return copies.areFiledByProvider(accounts.find(account.id()).orElseThrow());
    }

    Submission now(Account account, Submission submission) {
        return outbox.require(account, submission.id().toString());
    }

    /** The messages in Sent, as they are. */
    List<String> sent(Account account) throws IOException {
        var sent = mailboxes.withRole(account, MailboxRole.SENT).orElseThrow();
        var found = new ArrayList<String>();
        for (var row : messages.list(account, sent, MessageQuery.newest(50)).messages()) {
            try (var raw = messages.raw(account, row.ref()).stream()) {
                found.add(new String(raw.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return found;
    }

    @TestConfiguration
    static class Parts {

        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        @Bean
        TrustedEndpoints everything() {
            return (host, port) -> true;
        }

        /** Whatever its name is, every server is on this machine. */
        @Bean
        @Primary
        Resolver here() {
            return host -> List.of(InetAddress.getLoopbackAddress());
        }

        @Bean
        Posting posting(
                MovedClock clock,
                Outbox outbox,
                SubmissionClaims claims,
                Delivery delivery,
                Aftercare aftercare,
                Accounts accounts,
                OutgoingServers servers,
                Keyring keyring,
                Mailboxes mailboxes,
                Messages messages,
                SentCopies copies,
                SubmissionTable table,
                SendingSettings settings,
                JdbcClient database,
                ApplicationEventPublisher events) {
            return new Posting(
                    clock, outbox, claims, delivery, aftercare, accounts, servers, keyring, mailboxes, messages, copies,
                    table, settings, database, events);
        }
    }
}
