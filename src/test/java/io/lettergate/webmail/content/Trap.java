package io.lettergate.webmail.content;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Stands for all hosts of the world: counts each connection, notes who was meant, and gives no answer. */
final class Trap implements AutoCloseable {

    private static final Pattern HTTP = Pattern.compile("(?i)\nHost: *([^\r\n]*)");
    private static final Pattern TLS = Pattern.compile("([a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63}){0,9}\\.[a-z]{2,20})");

    private final ServerSocket listener;
    private final AtomicInteger calls = new AtomicInteger();
    private final Collection<String> hosts = new ConcurrentSkipListSet<>();

    Trap() throws IOException {
        listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    void reset() {
        calls.set(0);
        hosts.clear();
    }

    int calls() {
        return calls.get();
    }

    /** Those who were meant, as far as it was said before the connection ended. */
    Set<String> hosts() {
        return new TreeSet<>(hosts);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                var caller = listener.accept();
                calls.incrementAndGet();
                Thread.ofVirtual().start(() -> note(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The host is in the clear, both in HTTP and in the beginning of TLS. */
    private void note(Socket caller) {
        try (caller) {
            caller.setSoTimeout(1_000);
            var start = new byte[4_096];
            int length = Math.max(0, caller.getInputStream().read(start));
            var words = new String(start, 0, length, StandardCharsets.ISO_8859_1);
            var host = (words.startsWith("\u0016") ? TLS : HTTP).matcher(words);
            if (host.find()) {
                hosts.add(host.group(1));
            }
        } catch (IOException silent) {
            // It was counted.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
