package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.CyrusServer;
import io.lettergate.MailServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import io.lettergate.RecordingProxy;
import io.lettergate.ScriptedServer;
import io.lettergate.ScriptedServer.Dialogue;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mailbox.MessageQuery;
import io.lettergate.mailbox.spi.Section;
import io.lettergate.mailbox.spi.Stretch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Connections that are compressed (RFC 4978), to servers that mean it well and to those that do not. */
class CompressionTests {

    private ConnectorFixture fixture = ConnectorFixture.with("lettergate.imap.compress=ON");

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whatIsSmallOnTheWireAndHugeInsideIsBounded() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            agree(client);
            client.raw(deflated("* 1 FETCH (BODY[] {5000000}\r\n" + "x".repeat(5_000_000)));
            client.hear();
        })) {
            assertThatThrownBy(() -> list(server))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("literal of 5000000");
        }
    }

    @Test
    void anEndlessLineIsBoundedByWhatItGrowsTo() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            agree(client);
            client.raw(deflated("* OK " + "x".repeat(3_000_000)));
            client.hear();
        })) {
            assertThatThrownBy(() -> list(server))
                    .isInstanceOf(MailFailure.ServerUnreadable.class)
                    .hasMessageContaining("line");
        }
    }

    @Test
    void whatIsNotCompressedThoughItShouldBeIsNotRead() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            agree(client);
            client.say("* OK [ALERT] plain words");
            client.hear();
        })) {
            assertThatThrownBy(() -> list(server)).isInstanceOf(MailFailure.class);
        }
    }

    @Test
    void aServerThatRefusesAfterAllIsSpokenToInPlain() throws IOException {
        try (var server = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "COMPRESS=DEFLATE");
            client.say(client.tag() + " NO not today");
            var select = client.tag();
            client.say("* 0 EXISTS");
            client.say("* OK [UIDVALIDITY 1] here");
            client.say(select + " OK");
            client.hear();
        })) {
            list(server);

            assertThat(server.heard().getLast()).contains("SELECT");
        }
    }

    @Test
    void nothingIsCompressedOnThisMachineUnlessSomebodyWantsIt() throws IOException {
        fixture.close();
        fixture = ConnectorFixture.with();
        try (var server = ScriptedServer.playing(client -> {
            client.welcome("IMAP4rev1", "COMPRESS=DEFLATE");
            client.hear();
        })) {
            assertThatThrownBy(() -> list(server)).isInstanceOf(MailFailure.class);

            assertThat(server.heard()).noneMatch(line -> line.contains("COMPRESS"));
        }
    }

    /** Agrees to compress, and lets the next command come. */
    private static void agree(Dialogue client) throws IOException {
        client.welcome("IMAP4rev1", "COMPRESS=DEFLATE");
        client.say(client.tag() + " OK compressing");
    }

    private static String deflated(String text) throws IOException {
        var octets = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(octets, new Deflater(9, true))) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    private void list(ScriptedServer server) {
        var account = fixture.account(
                "robin@vale.example", new Endpoint("127.0.0.1", server.port(), Encryption.NONE), "right");
        fixture.connector().inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(5)));
    }

    @Nested
    @Needs({Need.CYRUS})
    class OnCyrus {

        @Test
        void theSameLettersAreRead() throws IOException {
            readsThrough(CyrusServer.shared());
        }
    }

    private void readsThrough(MailServer server) throws IOException {
        var user = server.freshUser();
        try (var imap = server.imap(user)) {
            for (int number = 0; number < 30; number++) {
                imap.append("INBOX", letter(number), Instant.parse("2026-11-20T08:30:00Z"));
            }
        }
        try (var proxy = RecordingProxy.before(server)) {
            var endpoint = new Endpoint("127.0.0.1", proxy.port(), Encryption.NONE);
            var account = fixture.account(user, endpoint, MailServer.PASSWORD);
            var page = fixture.connector()
                    .inSession(account, session -> session.messages(MailboxName.INBOX, MessageQuery.newest(30)));
            var newest = Section.whole(page.messages().getFirst().ref());
            var octets = new ByteArrayOutputStream();
            fixture.connector()
                    .inSession(
                            account,
                            session -> session.pour(
                                    newest,
                                    Stretch.of(0, 100_000),
                                    (offset, piece) -> octets.writeBytes(taken(piece))));

            assertThat(page.messages()).hasSize(30);
            assertThat(octets.toByteArray()).isEqualTo(letter(29));
            assertThat(proxy.commands()).contains("COMPRESS DEFLATE").noneMatch(line -> line.contains("SELECT"));
        }
    }

    private static byte[] taken(ByteBuffer piece) {
        var octets = new byte[piece.remaining()];
        piece.get(octets);
        return octets;
    }

    private static byte[] letter(int number) {
        return ("From: Ada <ada@example.org>\r\nSubject: letter " + number + "\r\n\r\n"
                        + "Some words.\r\n".repeat(1000))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
