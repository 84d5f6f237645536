package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A connection to a mail server that alters no octet: a char is an octet, and a line ends with CRLF. */
public final class Wire implements Closeable {

    private final Socket socket;
    private final InputStream in;

    public Wire(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(30_000);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects in plain text. */
    public static Wire to(String host, int port) {
        try {
            return new Wire(new Socket(host, port));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public void send(String line) throws IOException {
        send((line + "\r\n").getBytes(ISO_8859_1));
    }

    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    /** The next line, without its CRLF. */
    public String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            var octet = in.read();
            if (octet < 0) {
                throw new EOFException("The server hung up after: " + line);
            }
            line.append((char) octet);
            if (octet == '\n') {
                return line.substring(0, line.length() - (line.toString().endsWith("\r\n") ? 2 : 1));
            }
        }
    }

    /** The next octets, as many as asked for. */
    public byte[] octets(int count) throws IOException {
        return in.readNBytes(count);
    }

    /** The lines up to and including the first that begins so. */
    public List<String> linesUntil(String beginning) throws IOException {
        var lines = new ArrayList<String>();
        do {
            lines.add(line());
        } while (!lines.getLast().startsWith(beginning));
        return lines;
    }

    /** Reads one line, which must begin so. */
    public String expect(String beginning) throws IOException {
        var line = line();
        if (!line.startsWith(beginning)) {
            throw new IllegalStateException("Expected \"" + beginning + "\", but the server said: " + line);
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
