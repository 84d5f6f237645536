package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Protocol;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.Messages.Content;
import io.lettergate.mailbox.spi.MailConnector;
import io.lettergate.mailbox.spi.MailSession;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class OpeningTests {

    private static final MessageRef MESSAGE = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));
    private static final Account ACCOUNT = new Account(
            AccountId.random(),
            "robin@vale.example",
            "robin@vale.example",
            Protocol.IMAP,
            new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS));

    private static final long ROOM = 16 << 20;

    @TempDir
    private Path directory;

    private Spool spool;
    private Server server;

    @BeforeEach
    void makeRoom() {
        spool = new Spool(new SpoolSettings(directory, DataSize.ofBytes(ROOM), DataSize.ofMegabytes(1)));
    }

    @Test
    void announcesTheSizeOfWhatItHasInHand() throws IOException {
        server = new Server(1000, null);

        var raw = raw();

        assertThat(raw.size()).isEqualTo(1000);
        assertThat(raw.stream().readAllBytes()).hasSize(1000);
    }

    @Test
    void announcesTheSizeOfWhatIsStillOnTheServerOnceItIsProven() throws IOException {
        server = new Server(3_000_000, 3_000_000L);

        var raw = raw();

        assertThat(raw.size()).isEqualTo(3_000_000);
        assertThat(raw.stream().readAllBytes()).isEqualTo(server.octets);
    }

    @ParameterizedTest
    @ValueSource(longs = {2_999_999, 3_000_001, 5})
    void announcesNoSizeThatIsALie(long claimed) throws IOException {
        server = new Server(3_000_000, claimed);

        var raw = raw();

        assertThat(raw.size()).isNull();
        assertThat(raw.stream().readAllBytes()).isEqualTo(server.octets);
    }

    @Test
    void passesOverWhatIsNotReadWithoutFetchingIt() throws IOException {
        server = new Server(9_000_000, null);

        try (var stream = raw().stream()) {
            stream.skipNBytes(8_500_000);

            assertThat(stream.readNBytes(10)).isEqualTo(Arrays.copyOfRange(server.octets, 8_500_000, 8_500_010));
        }

        assertThat(server.asked).extracting(Stretch::offset).containsExactly(0L, 8_500_000L);
    }

    @Test
    void asksForOneChunkAtFirstAndForFourTogetherInTheEnd() throws IOException {
        server = new Server(20_000_000, null);

        raw().stream().readAllBytes();

        assertThat(server.asked).extracting(Stretch::chunks).startsWith(1, 2, 4, 4, 4);
    }

    @Test
    @DisplayName("N7 a reader who leaves holds neither a session nor room")
    void aReaderWhoLeavesHoldsNothing() throws IOException {
        server = new Server(50_000_000, null);

        var stream = raw().stream();
        var octet = stream.read();
        assertThat(server.lent).isZero();
        assertThat(spool.free()).isLessThan(ROOM);
        stream.close();

        assertThat(octet).isNotNegative();
        assertThat(server.asked).hasSize(1);
        assertThat(spool.free()).isEqualTo(ROOM);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void goesOnInSmallStepsWhereThereIsLittleRoom() throws IOException {
        server = new Server(9_000_000, null);
        assertThat(spool.reserves(ROOM - (1 << 20))).isTrue();

        assertThat(raw().stream().readAllBytes()).isEqualTo(server.octets);

        assertThat(server.asked).extracting(Stretch::chunks).containsOnly(1);
    }

    @Test
    void saysSoWhereThereIsNoRoom() {
        server = new Server(10, null);
        assertThat(spool.reserves(ROOM)).isTrue();

        assertThatThrownBy(this::raw).isInstanceOf(MailFailure.NoRoom.class);

        assertThat(server.lent).isZero();
        assertThat(spool.free()).isZero();
    }

    @Test
    void keepsRoomForNothingThatFailed() {
        server = new Server(10, null);
        server.gone = true;

        assertThatThrownBy(this::raw).isInstanceOf(MailFailure.MessageGone.class);

        assertThat(spool.free()).isEqualTo(ROOM);
        assertThat(directory).isEmptyDirectory();
    }

    private Content raw() {
        var lately = new OpenMessages(new MailboxSettings(DataSize.ofMegabytes(1), DataSize.ofMegabytes(1)));
        var connectors = new Connectors(List.of(server), mock(UnfinishedMoves.class));
        return new Opening(connectors, lately, spool).raw(ACCOUNT, MESSAGE);
    }

    /** A server with one message, which lends one session to everybody. */
    private static final class Server implements MailConnector {

        private final byte[] octets;
        private final @Nullable Long claimed;
        private final List<Stretch> asked = new ArrayList<>();
        private final MailSession session = mock(MailSession.class);
        private int lent;
        private boolean gone;

        Server(int size, @Nullable Long claimed) {
            this.octets = new byte[size];
            this.claimed = claimed;
            new Random(size).nextBytes(octets);
            when(session.pour(any(), any(), any()))
                    .thenAnswer(call -> pour(call.getArgument(0), call.getArgument(1), call.getArgument(2)));
            when(session.endsAt(any(), anyLong()))
                    .thenAnswer(call -> call.getArgument(1).equals((long) size));
        }

        private Poured pour(Section section, Stretch stretch, OctetSink sink) {
            if (gone) {
                throw new MailFailure.MessageGone();
            }
            asked.add(stretch);
            var end = (int) Math.min(stretch.start(stretch.chunks()), octets.length);
            for (int at = (int) stretch.offset(); at < end; at += 1000) {
                sink.take(at, ByteBuffer.wrap(octets, at, Math.min(1000, end - at)));
            }
            return new Poured(section, end, end == octets.length, claimed);
        }

        @Override
        public boolean serves(Account account) {
            return true;
        }

        @Override
        public <T> T inSession(Account account, Function<MailSession, T> work) {
            lent++;
            try {
                return work.apply(session);
            } finally {
                lent--;
            }
        }
    }
}
