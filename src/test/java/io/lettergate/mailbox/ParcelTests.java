package io.lettergate.mailbox;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.MailFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ParcelTests {

    private static final long ROOM = 4 << 20;
    private static final String MESSAGE = "Message-ID: <boats@x>\n\nBoats\r\n" + "0123456789\n".repeat(30_000);

    @TempDir
    private Path directory;

    private Spool spool;

    @BeforeEach
    void makeRoom() {
        spool = spool(directory);
    }

    @Test
    void canBeSentTwiceWithTheLineEndsOfMail() throws IOException {
        var sent = MESSAGE.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(US_ASCII);

        try (var parcel = Parcel.of(stream(MESSAGE), ROOM, spool)) {
            assertThat(parcel.size()).isEqualTo(sent.length);
            assertThat(parcel.messageId()).isEqualTo("boats@x");
            assertThat(parcel.open().readAllBytes()).isEqualTo(sent);
            assertThat(parcel.open().read()).isEqualTo('M');
            assertThat(parcel.open().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void takesItsRoomFromTheSpoolUntilItIsClosed() {
        try (var parcel = Parcel.of(stream(MESSAGE), ROOM, spool)) {
            assertThat(spool.free()).isEqualTo(ROOM - parcel.size());
        }

        assertThat(spool.free()).isEqualTo(ROOM);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysSoWhereTheSpoolIsFull() {
        assertThat(spool.reserves(ROOM - 1_000)).isTrue();

        assertThatThrownBy(() -> Parcel.of(stream(MESSAGE), ROOM, spool)).isInstanceOf(MailFailure.NoRoom.class);

        assertThat(spool.free()).isEqualTo(1_000);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysSoWhereTheDiskTakesNothing() throws IOException {
        var noDirectory = Files.writeString(directory.resolve("file"), "");
        var broken = spool(noDirectory);

        assertThatThrownBy(() -> Parcel.of(stream(MESSAGE), ROOM, broken)).isInstanceOf(MailFailure.NoRoom.class);

        assertThat(broken.free()).isEqualTo(ROOM);
    }

    @Test
    void keepsNothingOfWhatIsTooLarge() {
        assertThatThrownBy(() -> Parcel.of(stream(MESSAGE), 100_000, spool))
                .isInstanceOf(MailFailure.MessageTooLarge.class);

        assertThat(spool.free()).isEqualTo(ROOM);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsNothingOfWhatBreaksOff() {
        var broken = new SequenceInputStream(stream(MESSAGE), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        });

        assertThatThrownBy(() -> Parcel.of(broken, ROOM, spool))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage("gone");

        assertThat(spool.free()).isEqualTo(ROOM);
        assertThat(directory).isEmptyDirectory();
    }

    private static Spool spool(Path directory) {
        return new Spool(new SpoolSettings(directory, DataSize.ofBytes(ROOM), DataSize.ofMegabytes(1)));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(US_ASCII));
    }
}
