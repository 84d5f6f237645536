package io.lettergate.api.problems;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A request whose body has to arrive in time, however it drips: a minute, and longer for more octets, so that a large
 * message may come over a slow line.
 */
class TimedRequest extends HttpServletRequestWrapper {

    private static final Duration ANY = Duration.ofMinutes(1);
    private static final long OCTETS_A_SECOND = 8 << 10;

    private final Duration grace;
    private final long begun = System.nanoTime();

    TimedRequest(HttpServletRequest request) {
        this(request, ANY);
    }

    /**
     * A request that is as patient as a test.
     *
     * @param grace what every body may take
     */
    TimedRequest(HttpServletRequest request, Duration grace) {
        super(request);
        this.grace = grace;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Body(super.getInputStream());
    }

    private void requireTime(long octets) throws TooSlowException {
        var allowed = grace.plusSeconds(octets / OCTETS_A_SECOND);
        if (System.nanoTime() - begun > allowed.toNanos()) {
            throw new TooSlowException(null);
        }
    }

    private class Body extends ServletInputStream {

        private final ServletInputStream octets;
        private long count;

        Body(ServletInputStream octets) {
            this.octets = octets;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int most) throws IOException {
            requireTime(count);
            try {
                var read = octets.read(target, from, most);
                count += Math.max(read, 0);
                return read;
            } catch (SocketTimeoutException silent) {
                throw new TooSlowException(silent);
            }
        }

        @Override
        public boolean isFinished() {
            return octets.isFinished();
        }

        @Override
        public boolean isReady() {
            return octets.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            octets.setReadListener(listener);
        }
    }
}
