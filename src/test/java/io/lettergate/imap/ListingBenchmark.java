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
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the newest 50 of many messages cost through the connector, beside the FETCH of whole rows alone on the same
 * server: with the cache, and without it. -Dlettergate.bench.messages says how many there are.
 */
@EnabledIfSystemProperty(
        named = "lettergate.bench",
        matches = "true",
        disabledReason = "it takes minutes; -Dlettergate.bench=true runs it")
class ListingBenchmark {

    private static final int DISTINCT = 1_000;
    private static final int MESSAGES = Integer.getInteger("lettergate.bench.messages", 100_000);
    private static final int PAGE = 50;
    private static final int ROUNDS = 400;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();

    @Test
    void listsTheNewest() throws IOException {
        fill();
        try (var raw = new Socket(dovecot.host(), dovecot.imapPort())) {
            say(raw, "LOGIN " + user + " " + MailServer.PASSWORD);
            say(raw, "SELECT INBOX (CONDSTORE)");
            measure("cached", raw, ConnectorFixture.with());
            measure("uncached", raw, ConnectorFixture.with("lettergate.imap.cache.enabled=false"));
        }
    }

    private void measure(String name, Socket raw, ConnectorFixture fixture) throws IOException {
        try (fixture) {
            var fetch = fetchCommand(fixture);
            var account = account(fixture, dovecot.imapPort());
            for (int round = 0; round < ROUNDS; round++) {
                measure(fixture, account, raw, fetch);
            }
            var ours = new long[ROUNDS];
            var theirs = new long[ROUNDS];
            var allocated = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                var measured = measure(fixture, account, raw, fetch);
                ours[round] = measured.connector();
                theirs[round] = measured.raw();
                allocated[round] = measured.allocated();
            }
            report(name, ours, theirs, allocated);
        }
    }

    private void fill() throws IOException {
        try (var imap = dovecot.imap(user)) {
            for (int number = 0; number < DISTINCT; number++) {
                imap.append("INBOX", letter(number), Instant.parse("2026-11-20T08:30:00Z"));
            }
            imap.command("SELECT INBOX");
            for (int there = DISTINCT; there < MESSAGES; there += Math.min(there, MESSAGES - there)) {
                imap.command("COPY 1:" + Math.min(there, MESSAGES - there) + " INBOX");
                imap.command("NOOP");
            }
        }
    }

    /** The FETCH of whole rows that the connector sends where it knows none. */
    private String fetchCommand(ConnectorFixture fixture) throws IOException {
        try (var proxy = RecordingProxy.before(dovecot)) {
            assertThat(page(fixture, account(fixture, proxy.port())).total()).isEqualTo(MESSAGES);
            return proxy.commands().stream()
                    .filter(command -> command.startsWith("FETCH"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Account account(ConnectorFixture fixture, int port) {
        return fixture.account(user, new Endpoint("127.0.0.1", port, Encryption.NONE), MailServer.PASSWORD);
    }

    private static MessagePage page(ConnectorFixture fixture, Account account) {
        return fixture.connector()
                .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(PAGE)));
    }

    private Measured measure(ConnectorFixture fixture, Account account, Socket raw, String fetch) throws IOException {
        var before = threads.getCurrentThreadAllocatedBytes();
        var started = System.nanoTime();
        var page = page(fixture, account);
        var connector = System.nanoTime() - started;
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(page.messages()).hasSize(PAGE);

        started = System.nanoTime();
        say(raw, fetch);
        return new Measured(connector, System.nanoTime() - started, allocated);
    }

    /** Sends a command, and reads up to its OK without looking at what comes before. */
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
        } while (!new String(octets, Math.max(0, filled - 4000), Math.min(filled, 4000), ISO_8859_1)
                .matches("(?s).*\nt1 OK[^\n]*\n"));
    }

    private static void report(String name, long[] ours, long[] theirs, long[] allocated) {
        System.out.printf(
                Locale.ROOT,
                "bench | %s | newest %d of %d | connector best %.2f ms, median %.2f ms | raw best %.2f ms, median %.2f ms"
                        + " | ratio best %.2f, median %.2f | %d KB allocated%n",
                name,
                PAGE,
                MESSAGES,
                best(ours),
                median(ours),
                best(theirs),
                median(theirs),
                best(ours) / best(theirs),
                median(ours) / median(theirs),
                Math.round(median(allocated) * 1e6 / 1024));
    }

    private static double best(long[] nanos) {
        return Arrays.stream(nanos).min().orElseThrow() / 1e6;
    }

    private static double median(long[] values) {
        return Arrays.stream(values)
                        .sorted()
                        .skip(values.length / 2)
                        .findFirst()
                        .orElseThrow()
                / 1e6;
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

    /** What one round took: nanoseconds, and octets. */
    private record Measured(long connector, long raw, long allocated) {}
}
