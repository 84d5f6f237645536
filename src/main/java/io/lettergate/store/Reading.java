package io.lettergate.store;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.spi.FetchedMessage;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import io.lettergate.mime.Layout;
import io.lettergate.mime.MessageHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads message files: only the octets that are asked for, by the places that are known of their parts. */
@Component
class Reading {

    private static final int LONGEST_HEADER = 1024 * 1024;

    private final JdbcClient database;
    private final MessageFiles files;
    private final Rows rows;

    Reading(JdbcClient database, MessageFiles files, Rows rows) {
        this.database = database;
        this.files = files;
        this.rows = rows;
    }

    FetchedMessage message(Box box, MessageRef ref) {
        var summary = rows.one(box, ref.uid().value()).orElseThrow(MailFailure.MessageGone::new);
        var stored = stored(box, ref);
        var layout = stored.layout();
        var length = layout == null ? LONGEST_HEADER : (int) Math.min(layout.body(), LONGEST_HEADER);
        var header = with(stored, octets -> octets.read(0, length));
        var read = MessageHeader.read(header);
        boolean isOpen = layout != null && length < summary.size() && !MessageHeader.isClosed(header);
        return new FetchedMessage(summary, isOpen ? read.opened() : read, layout == null ? null : layout.structure());
    }

    Map<PartNumber, byte[]> parts(Box box, MessageRef ref, List<PartNumber> wanted, int limit) {
        var stored = stored(box, ref);
        return with(stored, octets -> {
            Map<PartNumber, byte[]> parts = new HashMap<>();
            for (var number : wanted) {
                var extent = stored.part(number);
                if (extent != null) {
                    parts.put(number, octets.read(extent.start(), (int) Math.min(extent.length(), limit)));
                }
            }
            return parts;
        });
    }

    /** Parts come as encoded: whoever wants them decoded does that on the way. */
    Poured pour(Box box, Section section, Stretch stretch, OctetSink sink) {
        if (section.decoded() && stretch.offset() > 0) {
            throw new IllegalArgumentException("Nothing was given decoded before " + stretch);
        }
        var encoded = section.decoded() ? section.encoded() : section;
        var stored = stored(box, section.message());
        var extent = stored.extent(encoded);
        var end = Math.min(extent.length(), stretch.start(stretch.chunks()));
        return with(stored, octets -> {
            for (long at = stretch.offset(); at < end; ) {
                var chunk = octets.read(extent.start() + at, (int) Math.min(stretch.chunk(), end - at));
                sink.take(at, ByteBuffer.wrap(chunk));
                at += chunk.length;
                if (chunk.length == 0) {
                    throw new IOException("The file is shorter than it was");
                }
            }
            var reached = Math.max(end, Math.min(stretch.offset(), extent.length()));
            return new Poured(encoded, reached, reached >= extent.length(), extent.length());
        });
    }

    boolean endsAt(Box box, Section section, long size) {
        return size > 0
                && !section.decoded()
                && stored(box, section.message()).extent(section).length() == size;
    }

    private Stored stored(Box box, MessageRef ref) {
        return database.sql("""
                        SELECT m.digest, m.size, m.layout FROM store_entry e JOIN store_message m ON m.id = e.message_id
                        WHERE e.mailbox_id = ? AND e.uid = ?""")
                .params(box.id(), ref.uid().value())
                .query((row, index) -> {
                    var layout = row.getString(3);
                    return new Stored(
                            new Digest(row.getString(1)),
                            row.getLong(2),
                            layout.isEmpty() ? null : Json.layout(layout));
                })
                .optional()
                .orElseThrow(MailFailure.MessageGone::new);
    }

    /** A file that is missing, or shorter or longer than it was, is said to be damaged, and nothing of it is shown. */
    private <T> T with(Stored stored, Work<T> work) {
        try (var octets = Octets.open(files.of(stored.digest()))) {
            if (octets.size() != stored.size()) {
                throw new IOException("It has " + octets.size() + " octets, not " + stored.size());
            }
            return work.on(octets);
        } catch (IOException damaged) {
            throw new MailFailure.CopyDamaged(damaged);
        }
    }

    /** Something done with a file. */
    private interface Work<T> {
        T on(Octets octets) throws IOException;
    }

    /** A message file, and where its parts stand. */
    private record Stored(
            Digest digest, long size, @Nullable Layout layout) {

        Layout.Extent extent(Section section) {
            var number = section.part();
            var extent = number == null ? new Layout.Extent(0, size) : part(number);
            if (extent == null) {
                throw new MailFailure.NoSuchPart();
            }
            return extent;
        }

        Layout.@Nullable Extent part(PartNumber number) {
            return layout == null ? null : layout.parts().get(number);
        }
    }
}
