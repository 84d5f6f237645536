package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Stands between an IMAP client and its server, and breaks the connection once, at a moment that a test names. */
public final class CuttingProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final MailServer server;
    private final AtomicReference<@Nullable Cut> next = new AtomicReference<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private CuttingProxy(MailServer server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** When to break: at a command, before the server hears of it or after it has done it. */
    private record Cut(String command, boolean done) {}

    public static CuttingProxy before(MailServer server) {
        try {
            return new CuttingProxy(server);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The next such command does not reach the server. */
    public void cutBefore(String command) {
        next.set(new Cut(command, false));
    }

    /** The server does the next such command, and its answer does not reach the client. */
    public void cutAfter(String command) {
        next.set(new Cut(command, true));
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = kept(listener.accept());
                var upstream = kept(new Socket(server.host(), server.imapPort()));
                var tag = new AtomicReference<@Nullable String>();
                Thread.ofVirtual().start(() -> pumpCommands(client, upstream, tag));
                Thread.ofVirtual().start(() -> pumpAnswers(upstream, client, tag));
            } catch (IOException over) {
                return;
            }
        }
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private void pumpCommands(Socket client, Socket upstream, AtomicReference<@Nullable String> tag) {
        try (client;
                upstream) {
            var in = client.getInputStream();
            var octets = new byte[8192];
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                var text = new String(octets, 0, count, ISO_8859_1);
                var cut = next.get();
                if (cut != null && text.contains(" " + cut.command()) && next.compareAndSet(cut, null)) {
                    if (!cut.done()) {
                        return;
                    }
                    var before = text.substring(0, text.indexOf(" " + cut.command()));
                    tag.set(before.substring(before.lastIndexOf('\n') + 1));
                }
                upstream.getOutputStream().write(octets, 0, count);
            }
        } catch (IOException over) {
            // One side has hung up, so the other does.
        }
    }

    private static void pumpAnswers(Socket upstream, Socket client, AtomicReference<@Nullable String> tag) {
        try (upstream;
                client) {
            var in = upstream.getInputStream();
            var octets = new byte[8192];
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                var awaited = tag.get();
                if (awaited == null) {
                    client.getOutputStream().write(octets, 0, count);
                } else if (new String(octets, 0, count, ISO_8859_1).contains(awaited + " ")) {
                    return;
                }
            }
        } catch (IOException over) {
            // One side has hung up, so the other does.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : open) {
            socket.close();
        }
    }
}
