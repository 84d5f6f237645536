package io.lettergate;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on loopback, over UDP, that knows what a test tells it (RFC 1035, 2782). */
public final class DnsServer implements AutoCloseable {

    private static final int MX = 15;
    private static final int SRV = 33;

    private final DatagramSocket socket;
    private final Map<String, List<Entry>> known = new ConcurrentHashMap<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final Set<String> garbled = ConcurrentHashMap.newKeySet();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private DnsServer(DatagramSocket socket) {
        this.socket = socket;
        Thread.ofVirtual().start(this::serve);
    }

    /** What it says of a name, as octets. */
    private interface Data {
        void writeTo(DataOutputStream out) throws IOException;
    }

    private record Entry(int type, Data data) {}

    public static DnsServer start() {
        try {
            return new DnsServer(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As a client is told of it. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    public void service(String name, int priority, int weight, int port, String target) {
        add(name, SRV, out -> {
            out.writeShort(priority);
            out.writeShort(weight);
            out.writeShort(port);
            name(out, target);
        });
    }

    public void exchanger(String name, int preference, String host) {
        add(name, MX, out -> {
            out.writeShort(preference);
            name(out, host);
        });
    }

    private void add(String name, int type, Data data) {
        known.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>()).add(new Entry(type, data));
    }

    /** It never answers questions about this domain. */
    public void ignore(String domain) {
        ignored.add(domain);
    }

    /** It answers questions about this domain with nonsense. */
    public void garble(String domain) {
        garbled.add(domain);
    }

    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void serve() {
        var octets = new byte[1500];
        while (!socket.isClosed()) {
            try {
                var question = new DatagramPacket(octets, octets.length);
                socket.receive(question);
                var answer = answer(Arrays.copyOf(octets, question.getLength()));
                if (answer.length > 0) {
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private byte[] answer(byte[] question) throws IOException {
        var in = ByteBuffer.wrap(question);
        var id = in.getShort();
        in.position(12);
        var name = name(in);
        int type = in.getShort();
        asked.add(name);
        if (ignored.stream().anyMatch(name::endsWith)) {
            return new byte[0];
        }
        var entries = known.getOrDefault(name, List.of()).stream()
                .filter(entry -> entry.type() == type)
                .toList();
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeShort(id);
            out.writeShort(entries.isEmpty() ? 0x8183 : 0x8180);
            out.writeShort(1);
            out.writeShort(entries.size());
            out.writeInt(0);
            out.write(question, 12, in.position() + 2 - 12);
            if (garbled.stream().anyMatch(name::endsWith)) {
                out.write("nonsense".getBytes(StandardCharsets.US_ASCII));
                return bytes.toByteArray();
            }
            for (var entry : entries) {
                write(out, entry);
            }
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Entry entry) throws IOException {
        var data = new ByteArrayOutputStream();
        entry.data().writeTo(new DataOutputStream(data));
        out.writeShort(0xC00C);
        out.writeShort(entry.type());
        out.writeShort(1);
        out.writeInt(60);
        out.writeShort(data.size());
        data.writeTo(out);
    }

    private static String name(ByteBuffer in) {
        var name = new StringBuilder();
        for (int length = in.get(); length > 0; length = in.get()) {
            var label = new byte[length];
            in.get(label);
            name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (var label : name.split("\\.")) {
            if (!label.isEmpty()) {
                out.writeByte(label.length());
                out.writeBytes(label);
            }
        }
        out.writeByte(0);
    }

    @Override
    public void close() {
        socket.close();
    }
}
