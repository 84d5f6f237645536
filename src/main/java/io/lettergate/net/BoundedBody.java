package io.lettergate.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** What a server of the Web sends, up to a size, whatever it says of it before. */
class BoundedBody extends HttpEntityWrapper {

    private final int largest;

    BoundedBody(HttpEntity body, int largest) {
        super(body);
        this.largest = largest;
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Counted(super.getContent(), largest);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (var content = getContent()) {
            content.transferTo(out);
        }
    }

    /** Counts what passes. */
    private static final class Counted extends FilterInputStream {

        private final int largest;
        private long count;

        Counted(InputStream in, int largest) {
            super(in);
            this.largest = largest;
        }

        @Override
        public int read() throws IOException {
            var octet = super.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var read = super.read(target, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        /** Reads what it skips: nothing gets past the count. */
        @Override
        public long skip(long length) throws IOException {
            var passed = new byte[(int) Math.clamp(length, 0, 8192)];
            return passed.length == 0 ? 0 : Math.max(read(passed, 0, passed.length), 0);
        }

        private void count(int octets) throws IOException {
            count += octets;
            if (count > largest) {
                throw new OutOfBoundsException("a page of more than " + largest + " octets");
            }
        }
    }
}
