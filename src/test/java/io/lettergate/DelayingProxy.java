package io.lettergate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Makes a mail server as far away as a test wants: every octet takes its time, and none is slowed by others. */
public final class DelayingProxy implements AutoCloseable {

    private static final int PIECE = 64 << 10;
    private static final int MOST_UNDERWAY = 512;

    private final ServerSocket listener;
    private final String host;
    private final IntSupplier upstreamPort;
    private final long oneWayNanos;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private DelayingProxy(String host, IntSupplier upstreamPort, Duration roundTrip) throws IOException {
        this.host = host;
        this.upstreamPort = upstreamPort;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** Stands before the server's IMAP, which may have another port after a restart. */
    public static DelayingProxy before(MailServer server, Duration roundTrip) {
        return before(server.host(), server::imapPort, roundTrip);
    }

    /** Stands before another of its ports. */
    public static DelayingProxy before(String host, IntSupplier port, Duration roundTrip) {
        try {
            return new DelayingProxy(host, port, roundTrip);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                connect(kept(listener.accept()));
            } catch (IOException over) {
                return;
            }
        }
    }

    /** A server that is away hangs up on its clients. */
    private void connect(Socket client) {
        try {
            var upstream = kept(new Socket(host, upstreamPort.getAsInt()));
            carry(client, upstream);
            carry(upstream, client);
        } catch (IOException away) {
            close(client);
        }
    }

    private Socket kept(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        open.add(socket);
        return socket;
    }

    private void carry(Socket from, Socket to) {
        var underway = new ArrayBlockingQueue<Piece>(MOST_UNDERWAY);
        Thread.ofPlatform().daemon().start(() -> over(from, to, () -> take(from.getInputStream(), underway)));
        Thread.ofPlatform().daemon().start(() -> over(from, to, () -> give(underway, to.getOutputStream())));
    }

    private void take(InputStream in, BlockingQueue<Piece> underway) throws IOException, InterruptedException {
        var octets = new byte[PIECE];
        for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
            underway.put(new Piece(System.nanoTime() + oneWayNanos, Arrays.copyOf(octets, count)));
        }
        underway.put(new Piece(System.nanoTime() + oneWayNanos, new byte[0]));
    }

    private static void give(BlockingQueue<Piece> underway, OutputStream out) throws IOException, InterruptedException {
        for (var piece = underway.take(); piece.octets.length > 0; piece = underway.take()) {
            TimeUnit.NANOSECONDS.sleep(piece.due - System.nanoTime());
            out.write(piece.octets);
        }
        throw new IOException("The other side hung up");
    }

    private static void over(Socket from, Socket to, Carrying carrying) {
        try {
            carrying.go();
        } catch (IOException | InterruptedException ended) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // Then there is nothing left to do.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        open.forEach(DelayingProxy::close);
    }

    /** Octets on their way, and when they arrive. */
    private static final class Piece {

        private final long due;
        private final byte[] octets;

        Piece(long due, byte[] octets) {
            this.due = due;
            this.octets = octets;
        }
    }

    /** One half of one direction. */
    private interface Carrying {
        void go() throws IOException, InterruptedException;
    }
}
