package io.lettergate.mailbox;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages.PartContent;
import io.lettergate.mime.Layout;
import io.lettergate.mime.PackedMail;
import io.lettergate.mime.PartReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A whole message on disk whose parts were found here: one within another, or one that its server cannot take apart. */
final class Inside implements Closeable {

    private static final int LONGEST_HEADER = 1024 * 1024;
    private static final int CHUNK = 1 << 16;

    private final SpoolFile file;
    private final Layout layout;

    private Inside(SpoolFile file, Layout layout) {
        this.file = file;
        this.layout = layout;
    }

    /** Reads a message, and closes its stream. */
    static Inside of(Spool spool, InputStream message) {
        return of(spool, (OutputStream into) -> {
            try (message) {
                message.transferTo(into);
            }
        });
    }

    /**
     * Reads the message that a part is, and closes its stream.
     *
     * @throws MailFailure.NoSuchPart if it is none
     */
    static Inside of(Spool spool, PartContent content) {
        if (!PackedMail.isPacked(content.part())) {
            return of(spool, content.stream());
        }
        try (var packed = spool.open();
                var stream = content.stream()) {
            stream.transferTo(new Into(packed));
            return of(spool, (OutputStream into) -> {
                if (!PackedMail.unpack(content.part(), () -> new SpooledStream(packed), into)) {
                    throw new MailFailure.NoSuchPart();
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Inside of(Spool spool, Writing writing) {
        var file = spool.open();
        try {
            writing.write(new Into(file));
            return new Inside(file, Layout.read(new SpooledStream(file)));
        } catch (IOException broken) {
            file.close();
            throw new UncheckedIOException(broken);
        } catch (RuntimeException broken) {
            file.close();
            throw broken;
        }
    }

    Part structure() {
        return layout.structure();
    }

    /** Whether no empty line parts a header in it from the words behind. */
    boolean isHeaderOpen() {
        return layout.isHeaderOpen();
    }

    byte[] header() {
        return octets(0, Math.min(layout.body(), LONGEST_HEADER));
    }

    /** The first octets of a part as encoded. */
    byte[] start(PartNumber part, int most) {
        var extent = extent(part);
        return octets(extent.start(), Math.min(extent.length(), most));
    }

    /** What a part holds, decoded; its stream leaves this open. */
    PartContent content(Part part) {
        var extent = extent(part.number());
        var octets = new SpooledStream(file, extent.start(), extent.length());
        return PartReader.isEncoded(part)
                ? new PartContent(part, null, PartReader.decoded(part, octets))
                : new PartContent(part, extent.length(), octets);
    }

    /** The same content, with which this is closed. */
    PartContent closing(PartContent content) {
        return new PartContent(content.part(), content.size(), new FilterInputStream(content.stream()) {
            @Override
            public void close() throws IOException {
                try {
                    super.close();
                } finally {
                    Inside.this.close();
                }
            }
        });
    }

    private Layout.Extent extent(@Nullable PartNumber part) {
        var extent = part == null ? null : layout.parts().get(part);
        if (extent == null) {
            throw new MailFailure.NoSuchPart();
        }
        return extent;
    }

    private byte[] octets(long start, long length) {
        try (var stream = new SpooledStream(file, start, length)) {
            return stream.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        file.close();
    }

    /** Something that writes a message. */
    private interface Writing {
        void write(OutputStream into) throws IOException;
    }

    /** Puts octets behind each other. */
    private static final class Into extends OutputStream {

        private final SpoolFile file;
        private long position;

        Into(SpoolFile file) {
            this.file = file;
            file.moveTo(0, CHUNK, CHUNK);
        }

        @Override
        public void write(int octet) {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) {
            file.take(position, ByteBuffer.wrap(octets, from, length));
            position += length;
        }
    }
}
