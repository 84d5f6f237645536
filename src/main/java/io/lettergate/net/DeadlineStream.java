package io.lettergate.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Reads from a socket until a moment, however slowly the octets drip: a timeout for each read would never end. */
class DeadlineStream extends FilterInputStream {

    private final Socket socket;
    private long deadline;

    DeadlineStream(Socket socket, Duration first) throws IOException {
        super(socket.getInputStream());
        this.socket = socket;
        within(first);
    }

    final void within(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
        waitNoLonger();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        waitNoLonger();
        return super.read(target, offset, length);
    }

    private void waitNoLonger() throws IOException {
        var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("The answer did not end in time");
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    }
}
