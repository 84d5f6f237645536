package io.lettergate.sending.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class UploadFilesTests {

    @TempDir
    private Path directory;

    private UploadFiles files;

    @BeforeEach
    void begin() {
        files = new UploadFiles(
                new UploadSettings(directory, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), Duration.ofDays(1)));
    }

    @Test
    @DisplayName("R21 who resumes while the broken connection still drips gets no file with holes")
    void leavesNoHolesWhereTwoWriteTheSame() throws IOException {
        var dripping = new SequenceInputStream(
                Collections.enumeration(List.of(octets("apples and "), resumedMeanwhile("appl"), octets("pears"))));

        var came = files.append("one", 0, dripping, 16);

        assertThat(came).isEqualTo(16);
        assertThat(Files.readString(directory.resolve("one"))).isEqualTo("apples and pears");
    }

    /** Writes from the beginning when it is read, and is empty itself. */
    private InputStream resumedMeanwhile(String begun) {
        return new InputStream() {
            @Override
            public int read() {
                files.append("one", 0, octets(begun), 16);
                return -1;
            }
        };
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void leavesWhatIsBeingWritten() throws IOException {
        var now = Instant.now();
        Files.writeString(directory.resolve("message-1.part"), "new");
        Files.setLastModifiedTime(
                Files.writeString(directory.resolve("message-2.part"), "old"),
                FileTime.from(now.minus(Duration.ofDays(1))));

        assertThat(files.olderThan(now.minus(Duration.ofHours(1)))).containsExactly("message-2.part");
    }
}
