package io.lettergate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does what a test says, and remembers what it heard: for what real servers won't do. */
public final class ScriptedServer implements AutoCloseable {

    private final ServerSocket listener;
    private final Script script;
    private final Thread acceptor;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(int port, Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.acceptor = Thread.ofVirtual().start(this::serve);
    }

    public static ScriptedServer playing(Script script) {
        return playing(0, script);
    }

    /** On the port of a server that was closed. */
    public static ScriptedServer playing(int port, Script script) {
        try {
            return new ScriptedServer(port, script);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All lines that clients sent, on whatever connection. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    public int connections() {
        return connections.get();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (SocketException closed) {
                return;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            script.play(new Dialogue(client, heard));
        } catch (IOException | InterruptedException hungUp) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // Until the thread has left it, the port still listens.
            acceptor.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        for (var client : open) {
            client.close();
        }
    }

    /** What the server does with a client. */
    public interface Script {
        void play(Dialogue client) throws IOException, InterruptedException;
    }

    /** One connection, line by line. */
    public static final class Dialogue {

        private final BufferedReader in;
        private final OutputStream out;
        private final List<String> heard;

        private Dialogue(Socket client, List<String> heard) throws IOException {
            this.in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
            this.out = client.getOutputStream();
            this.heard = heard;
        }

        public void say(String line) throws IOException {
            raw(line + "\r\n");
        }

        public void raw(String octets) throws IOException {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** The next line, or nothing at the end. */
        public String hear() throws IOException {
            var line = in.readLine();
            if (line != null) {
                heard.add(line);
            }
            return line;
        }

        /** Greets an IMAP client and lets it in, by whatever it signs in with. */
        public void welcome(String... capabilities) throws IOException {
            var offered = capabilities.length == 0 ? "IMAP4rev1 LITERAL+" : String.join(" ", capabilities);
            say("* OK hello");
            for (var in = false; !in; ) {
                var line = hear();
                if (line == null) {
                    return;
                }
                var tag = line.substring(0, line.indexOf(' '));
                in = !line.contains(" CAPABILITY");
                while (line.endsWith("+}")) {
                    line = hear();
                }
                say("* CAPABILITY " + offered);
                say(tag + " OK");
            }
        }

        /** Hears a command and gives its tag. */
        public String tag() throws IOException {
            var line = hear();
            return line == null ? "" : line.substring(0, line.indexOf(' '));
        }
    }
}
