package io.lettergate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.Needs.Need;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A very large message is collected by a Lettergate that has 32 MiB of heap beside what it needs when idle. */
@Needs(Need.DOVECOT)
class Pop3LargeMessageTests {

    private static final long BESIDE_IDLE = 32L << 20;
    private static final byte[] LINE = ("0123456789abcdef".repeat(4) + "\r\n").getBytes(US_ASCII);
    private static final int LINES_AT_ONCE = 1_000;

    @TempDir
    private Path directory;

    private final DovecotServer dovecot = DovecotServer.shared();
    private final String user = dovecot.freshUser();

    @Test
    @DisplayName("60 MB are collected with 32 MiB of heap above idle")
    void collectsALargeMessage() throws Exception {
        collect(60_000_000);
    }

    @Test
    @DisplayName("200 MB are collected with 32 MiB of heap above idle")
    @EnabledIfSystemProperty(named = "lettergate.bench", matches = "true")
    void collectsAVeryLargeMessage() throws Exception {
        collect(200_000_000);
    }

    private void collect(long size) throws Exception {
        var idle = idleHeap();
        var heap = idle + BESIDE_IDLE;
        var expected = deliver(size);

        try (var lettergate = start("large", heap)) {
            var look = lettergate.look();
            var inbox = lettergate.get(lettergate.account() + "/mailboxes/role:inbox/messages");
            var got = digest();
            try (var raw = lettergate.raw(lettergate.account() + "/messages/"
                            + inbox.at("/items/0/id").asString() + "/raw");
                    var digesting = new DigestOutputStream(OutputStream.nullOutputStream(), got)) {
                raw.transferTo(digesting);
            }

            System.out.printf(
                    "| %d MB | idle heap %d MiB, allowed %d MiB | %s |%n",
                    size / 1_000_000, idle >> 20, heap >> 20, look);
            assertThat(HexFormat.of().formatHex(got.digest())).isEqualTo(expected);
            assertThat(lettergate.child().log()).doesNotContain("OutOfMemoryError");
        }
    }

    /** What lives on the heap of one that has looked, and has nothing to do. */
    private long idleHeap() throws Exception {
        try (var lettergate = start("idle", 512L << 20)) {
            lettergate.look();
            return lettergate.child().livingHeap();
        }
    }

    private CollectingLettergate start(String name, long heap) throws IOException, InterruptedException {
        return CollectingLettergate.of(
                user,
                dovecot.pop3Port(),
                Files.createDirectory(directory.resolve(name)),
                List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
                "--lettergate.collecting.largest=300MB");
    }

    /** Puts a message of about this size into the maildrop; answers its digest. */
    private String deliver(long size) throws IOException {
        var digest = digest();
        var header = "From: Ada <ada@example.org>\r\nSubject: large\r\nMessage-ID: <large@example.org>\r\n\r\n"
                .getBytes(US_ASCII);
        var lots =
                String.valueOf(new String(LINE, US_ASCII)).repeat(LINES_AT_ONCE).getBytes(US_ASCII);
        var count = size / lots.length;
        try (var socket = new Socket(dovecot.host(), dovecot.imapPort());
                var wire = new Wire(socket)) {
            wire.expect("* OK");
            wire.send("a LOGIN \"" + user + "\" " + MailServer.PASSWORD);
            wire.linesUntil("a ");
            wire.send("b APPEND INBOX {" + (header.length + count * lots.length) + "+}");
            wire.send(header);
            digest.update(header);
            for (long i = 0; i < count; i++) {
                wire.send(lots);
                digest.update(lots);
            }
            wire.send("");
            assertThat(wire.linesUntil("b ").getLast()).startsWith("b OK");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
