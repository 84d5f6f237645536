package io.lettergate.imap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.lettergate.DovecotServer;
import io.lettergate.MailServer;
import io.lettergate.RecordingProxy;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.MessageQuery;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.time.Instant;
import java.util.List;

/** An inbox of many small messages, whose newest page is listed by the connector, and by the same commands alone. */
record CrowdedInbox(DovecotServer dovecot, String user, int messages) {

    static final int PAGE = 50;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Fills an inbox by a few letters, which are then copied over and over. */
    static CrowdedInbox of(DovecotServer dovecot, int distinct, int messages) throws IOException {
        var user = dovecot.freshUser();
        try (var imap = dovecot.imap(user)) {
            for (int number = 0; number < distinct; number++) {
                imap.append("INBOX", letter(number), Instant.parse("2026-11-20T08:30:00Z"));
            }
            imap.command("SELECT INBOX");
            for (int there = distinct; there < messages; there += Math.min(there, messages - there)) {
                imap.command("COPY 1:" + Math.min(there, messages - there) + " INBOX");
                imap.command("NOOP");
            }
        }
        return new CrowdedInbox(dovecot, user, messages);
    }

    /** The commands that the connector sends for the newest page when it did so before. */
    List<String> warmCommands(ConnectorFixture fixture) throws IOException {
        try (var proxy = RecordingProxy.before(dovecot)) {
            var account = account(fixture, proxy.port());
            assertThat(page(fixture, account).total()).isEqualTo(messages);
            page(fixture, account);
            proxy.forget();
            page(fixture, account);
            return proxy.commands();
        }
    }

    Account account(ConnectorFixture fixture) {
        return account(fixture, dovecot.imapPort());
    }

    private Account account(ConnectorFixture fixture, int port) {
        return fixture.account(user, new Endpoint("127.0.0.1", port, Encryption.NONE), MailServer.PASSWORD);
    }

    private static MessagePage page(ConnectorFixture fixture, Account account) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(PAGE)));
    }

    Cost list(ConnectorFixture fixture, Account account) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        var started = System.nanoTime();
        var page = page(fixture, account);
        var took = System.nanoTime() - started;
        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(page.messages()).hasSize(PAGE);
        return new Cost(took, allocated);
    }

    /** A connection that stands in the inbox. */
    Socket connect() throws IOException {
        var raw = new Socket(dovecot.host(), dovecot.imapPort());
        raw.setTcpNoDelay(true);
        say(raw, "LOGIN " + user + " " + MailServer.PASSWORD);
        say(raw, "SELECT INBOX (CONDSTORE)");
        return raw;
    }

    /** How many nanoseconds it takes to send commands, and to read up to each OK without looking at what comes before. */
    static long say(Socket raw, List<String> commands) throws IOException {
        var started = System.nanoTime();
        for (var command : commands) {
            say(raw, command);
        }
        return System.nanoTime() - started;
    }

    private static void say(Socket raw, String command) throws IOException {
        raw.getOutputStream().write(("t1 " + command + "\r\n").getBytes(ISO_8859_1));
        var octets = new byte[1 << 20];
        int filled = 0;
        do {
            var count = raw.getInputStream().read(octets, filled, octets.length - filled);
            if (count < 0) {
                throw new IOException("The server hung up at " + command);
            }
            filled += count;
        } while (!endsWithOk(octets, filled));
    }

    private static boolean endsWithOk(byte[] octets, int filled) {
        int start = filled - 1;
        while (start > 0 && octets[start - 1] != '\n') {
            start--;
        }
        return octets[filled - 1] == '\n' && new String(octets, start, filled - start, ISO_8859_1).startsWith("t1 OK");
    }

    private static byte[] letter(int number) {
        return """
                From: Ada Lovelace <ada@example.org>
                To: Robin <robin@vale.example>
                Subject: Letter %d about the harbour
                Date: Fri, 20 Nov 2026 08:30:00 +0000
                Message-ID: <%d@example.org>
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8

                Some words, which a preview shows, about the harbour and letter %d.
                """.formatted(number, number, number).replace("\n", "\r\n").getBytes(ISO_8859_1);
    }

    /** What one page took: nanoseconds, and octets. */
    record Cost(long nanos, long allocated) {}
}
