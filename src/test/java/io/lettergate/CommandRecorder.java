package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * Stands before an IMAP server and reads what a client sends as the server does: lines end with CRLF, and a literal of n
 * octets is not read for commands. So a command that somebody smuggled in is one that it counts.
 */
final class CommandRecorder implements AutoCloseable {

    private static final Pattern LITERAL = Pattern.compile("\\{(\\d+)\\+?}$");
    private static final Pattern COMMAND = Pattern.compile("([A-Z]+)(\\d+) (UID )?([A-Z]+).*", Pattern.DOTALL);

    private final ServerSocket listener;
    private final int upstream;
    private final List<Conversation> conversations = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private CommandRecorder(int upstream) throws IOException {
        this.upstream = upstream;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    static CommandRecorder before(int port) {
        try {
            return new CommandRecorder(port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All commands' names so far. */
    List<String> names() {
        return conversations.stream()
                .flatMap(conversation -> conversation.names.stream())
                .toList();
    }

    /** What no client of ours sends: broken lines, and tags out of their order. */
    List<String> faults() {
        return conversations.stream()
                .flatMap(conversation -> conversation.faults.stream())
                .toList();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), upstream);
                open.addAll(List.of(client, server));
                var conversation = new Conversation();
                conversations.add(conversation);
                Thread.ofVirtual().start(() -> pump(client, server, conversation));
                Thread.ofVirtual().start(() -> pump(server, client, null));
            } catch (IOException over) {
                return;
            }
        }
    }

    private static void pump(Socket from, Socket to, Conversation conversation) {
        try (from;
                to) {
            var octets = new byte[8192];
            var in = from.getInputStream();
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                if (conversation != null) {
                    conversation.hear(octets, count);
                }
                to.getOutputStream().write(octets, 0, count);
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

    /** One connection, as its server understands it. */
    private static final class Conversation {

        private final List<String> names = new CopyOnWriteArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final List<String> parts = new ArrayList<>();
        private long literal;
        private int next = -1;
        private boolean answering;

        void hear(byte[] octets, int count) {
            for (int at = 0; at < count; at++) {
                if (literal > 0) {
                    literal--;
                } else if (octets[at] == '\n') {
                    end();
                } else {
                    line.write(octets[at]);
                }
            }
        }

        private void end() {
            var text = line.toString(ISO_8859_1);
            line.reset();
            if (!text.endsWith("\r") || text.indexOf('\r') < text.length() - 1 || text.indexOf('\0') >= 0) {
                faults.add("a broken line: " + text);
            }
            text = text.strip();
            parts.add(text);
            var announced = LITERAL.matcher(text);
            if (announced.find()) {
                literal = Long.parseLong(announced.group(1));
                return;
            }
            command(parts.getFirst());
            parts.clear();
        }

        private void command(String first) {
            var command = COMMAND.matcher(first);
            if (!command.matches()) {
                if (!answering && !first.equals("DONE")) {
                    faults.add("no command: " + first);
                }
                return;
            }
            var number = Integer.parseInt(command.group(2));
            if (next >= 0 && number != next) {
                faults.add("out of order, as " + next + " was next: " + first);
            }
            next = number + 1;
            names.add(command.group(4));
            answering = command.group(4).equals("AUTHENTICATE");
        }
    }
}
