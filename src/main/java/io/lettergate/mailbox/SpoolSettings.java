package io.lettergate.mailbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How octets wait on disk: for readers that are slower than the mail server, or until a whole message has come.
 *
 * @param directory where they wait, in files without names; the system's own for such things where none is given
 * @param most for all of them together
 * @param chunk how many are asked for at once; none of them is kept in memory
 */
@ConfigurationProperties("lettergate.mailbox.spool")
record SpoolSettings(
        @Nullable Path directory,
        @DefaultValue("1GB") DataSize most,
        @DefaultValue("1MB") DataSize chunk) {

    private static final DataSize LARGEST_CHUNK = DataSize.ofMegabytes(4);

    SpoolSettings {
        if (chunk.toBytes() < 1024 || chunk.compareTo(LARGEST_CHUNK) > 0) {
            throw new IllegalArgumentException(
                    "lettergate.mailbox.spool.chunk lies between 1KB and 4MB, but is " + chunk);
        }
        if (most.toBytes() < LARGEST_CHUNK.toBytes()) {
            throw new IllegalArgumentException("lettergate.mailbox.spool.most is at least 4MB, but is " + most);
        }
    }
}
