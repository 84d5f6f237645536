package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.ScriptedServer;
import io.lettergate.Transcript;
import io.lettergate.accounts.Account;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mailbox.spi.MailSessionContract.Sink;
import io.lettergate.mailbox.spi.OctetSink;
import io.lettergate.mailbox.spi.Poured;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Octets from servers that give them in odd ways; each plays a transcript. */
class PouringTests {

    private static final MessageRef MESSAGE = new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7));
    private static final PartNumber TWO = new PartNumber("2");
    private static final Section PART = Section.encoded(MESSAGE, TWO);
    private static final Stretch START = Stretch.of(0, 1000);

    private final ConnectorFixture fixture = ConnectorFixture.with("lettergate.net.answer-timeout=2s");
    private final Sink sink = new Sink();
    private ScriptedServer server;
    private Account account;

    @AfterEach
    void close() throws IOException {
        fixture.close();
        server.close();
    }

    @Test
    void putsChunksWhereTheyBelongInWhateverOrderTheyCome() {
        play("chunks-in-any-order");

        var poured = pour(PART, new Stretch(0, 10, 3), sink);

        assertThat(poured).isEqualTo(new Poured(PART, 23, true, null));
        assertThat(sink.all()).asString().isEqualTo("abcdefghijklmnopqrstxyz");
    }

    @Test
    @DisplayName("I15 a server that ignores the origin is asked once, and its octets come once")
    void aServerThatIgnoresTheOriginIsAskedOnce() {
        play("i15-ignores-the-origin");

        var poured = pour(PART, START, sink);

        assertThat(poured).isEqualTo(new Poured(PART, 6_000_000, true, null));
        assertThat(sink.all()).isEqualTo(Transcript.digits(6_000_000));
    }

    @Test
    @DisplayName("R50 I15 octets that came before are not taken for those after them")
    void octetsThatCameBeforeAreNotTakenForThoseAfterThem() {
        play("i15-ignores-the-origin-later");

        pour(PART, START, sink);
        var poured = pour(PART, Stretch.of(1000, 1000), sink);

        assertThat(poured).isEqualTo(new Poured(PART, 2500, true, null));
        assertThat(sink.all()).isEqualTo(Transcript.digits(2500));
    }

    @Test
    @DisplayName("I15 a whole part for which there is no room is refused, and the next request has its own answer")
    void aWholePartForWhichThereIsNoRoomIsRefused() {
        play("i15-endless-part");

        assertThatThrownBy(() -> pour(PART, START, (offset, octets) -> {
                    if (offset > 5_000_000) {
                        throw new MailFailure.NoRoom(null);
                    }
                }))
                .isInstanceOf(MailFailure.NoRoom.class);

        pour(PART, START, sink);
        assertThat(sink.all()).asString().isEqualTo("short");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    @DisplayName("N6 silence in the middle of a chunk ends the connection, and the next request has its own answer")
    void silenceInTheMiddleOfAChunkEndsTheConnection() {
        play("n6-breaks-off-in-a-chunk");

        assertThatThrownBy(() -> pour(PART, START, new Sink())).isInstanceOf(MailFailure.ServerSlow.class);

        pour(Section.encoded(MESSAGE, new PartNumber("3")), START, sink);
        assertThat(sink.all()).asString().isEqualTo("three");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void theOctetsOfAnotherMessageAreNeverTaken() {
        play("another-message");

        assertThatThrownBy(() -> pour(PART, START, sink)).isInstanceOf(MailFailure.ServerUnreadable.class);
    }

    @Test
    void takesPartsDecodedWhereTheServerCan() {
        play("binary-decodes");

        var poured = pour(Section.decoded(MESSAGE, TWO), START, sink);

        assertThat(poured).isEqualTo(new Poured(Section.decoded(MESSAGE, TWO), 5, true, 5L));
        assertThat(sink.all()).asString().isEqualTo("plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary-unknown-cte", "binary-nil", "binary-bad"})
    void takesPartsAsEncodedWhereTheServerTurnsOutNotToDecode(String transcript) {
        play(transcript);

        var poured = pour(Section.decoded(MESSAGE, TWO), START, sink);

        assertThat(poured).isEqualTo(new Poured(PART, 8, true, null));
        assertThat(sink.all()).asString().isEqualTo("cGxhaW4=");
    }

    @Test
    void neverMixesDecodedAndEncoded() {
        play("binary-decodes");
        pour(Section.decoded(MESSAGE, TWO), START, sink);

        assertThatThrownBy(() -> pour(Section.decoded(MESSAGE, TWO), Stretch.of(5, 1000), sink))
                .isInstanceOf(MailFailure.ServerUnreadable.class);

        assertThat(sink.all()).hasSize(5);
    }

    private void play(String transcript) {
        server = ScriptedServer.playing(Transcript.of(transcript));
        account = fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
    }

    private Poured pour(Section section, Stretch stretch, OctetSink into) {
        return fixture.connector().inSession(account, session -> session.pour(section, stretch, into));
    }
}
