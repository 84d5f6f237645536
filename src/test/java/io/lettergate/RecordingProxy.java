package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands between an IMAP client and its server, alters nothing, and remembers the commands that the client sent. */
public final class RecordingProxy implements AutoCloseable {

    private static final Pattern COMMAND = Pattern.compile("[A-Za-z]+[0-9]+ ([A-Z].*)");

    private final ServerSocket listener;
    private final String host;
    private final int upstreamPort;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private RecordingProxy(String host, int upstreamPort) throws IOException {
        this.host = host;
        this.upstreamPort = upstreamPort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    public static RecordingProxy before(MailServer server) {
        return before(server.host(), server.imapPort());
    }

    public static RecordingProxy before(String host, int port) {
        try {
            return new RecordingProxy(host, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The commands since the last {@link #forget()}, without their tags. */
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public void forget() {
        commands.clear();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = kept(listener.accept());
                var upstream = kept(new Socket(host, upstreamPort));
                Thread.ofVirtual().start(() -> pump(client, upstream, new StringBuilder()));
                Thread.ofVirtual().start(() -> pump(upstream, client, null));
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

    private void pump(Socket from, Socket to, @Nullable StringBuilder line) {
        try (from;
                to) {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            var octets = new byte[8192];
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                if (line != null) {
                    record(line, new String(octets, 0, count, ISO_8859_1));
                }
                out.write(octets, 0, count);
            }
        } catch (IOException over) {
            // One side has hung up, so the other does.
        }
    }

    private void record(StringBuilder line, String text) {
        for (var octet : text.toCharArray()) {
            if (octet != '\n') {
                line.append(octet);
                continue;
            }
            var matcher = COMMAND.matcher(line.toString().strip());
            if (matcher.matches()) {
                commands.add(matcher.group(1));
            }
            line.setLength(0);
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
