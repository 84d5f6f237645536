package io.lettergate.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import io.lettergate.mime.Winmail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class NestingTests {

    static final MessageSummary OUTER = new MessageSummary(
            new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7)),
            Envelope.unknown(),
            Set.of(),
            Instant.parse("2026-11-21T09:42:00Z"),
            1,
            true,
            "",
            true,
            null);
    private static final String LETTER_IN_LETTER = """
            Subject: Outer
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=o

            --o

            See what Maya wrote.
            --o
            Content-Type: message/rfc822

            Subject: Inner
            From: Maya <maya@fjordline.example>
            Date: Fri, 20 Nov 2026 08:30:00 +0000
            Content-Type: multipart/mixed; boundary=i

            --i

            Good morning
            --i
            Content-Type: application/pdf; name=plan.pdf
            Content-Transfer-Encoding: base64

            JVBERi0xLjQ=
            --i
            Content-Type: message/rfc822

            Subject: Innermost

            The end
            --i--
            --o--
            """;

    @TempDir
    private Path directory;

    private Spool spool;

    @BeforeEach
    void makeRoom() {
        spool = new Spool(new SpoolSettings(directory, DataSize.ofMegabytes(64), DataSize.ofKilobytes(64)));
    }

    @AfterEach
    void leavesNoRoomTaken() {
        assertThat(spool.free()).isEqualTo(spool.most());
    }

    @Test
    void opensALetterInALetter() {
        try (var outer = outer(LETTER_IN_LETTER)) {
            var inner = inner(outer, "2");

            assertThat(inner.summary().envelope().subject()).isEqualTo("Inner");
            assertThat(inner.summary().receivedAt()).isEqualTo(Instant.parse("2026-11-20T08:30:00Z"));
            assertThat(inner.text(inner.textBody().getFirst()).words()).isEqualTo("Good morning");
            assertThat(inner.summary().preview()).isEqualTo("Good morning");
            assertThat(inner.attachments())
                    .extracting(part -> part.number().value())
                    .containsExactly("2.2", "2.3");
            assertThat(inner.type(inner.attachments().getFirst())).isEqualTo("application/pdf");
        }
    }

    @Test
    void readsPartsOfLettersWithinByTheNumbersOfImap() throws IOException {
        try (var outer = outer(LETTER_IN_LETTER)) {
            assertThat(words(outer, "2.2")).isEqualTo("%PDF-1.4");
            assertThat(words(outer, "2.3.1")).isEqualTo("The end");
        }
    }

    @Test
    void opensTheInnermostLetter() {
        try (var outer = outer(LETTER_IN_LETTER)) {
            assertThat(inner(outer, "2.3").summary().envelope().subject()).isEqualTo("Innermost");
        }
    }

    @Test
    void refusesPartsThatAreNotThere() {
        try (var outer = outer(LETTER_IN_LETTER)) {
            for (var number : new String[] {"3", "1.1", "2.9", "2.2.1", "2.3.2", "2.3.1.1"}) {
                assertThatThrownBy(() -> content(outer, number)).as(number).isInstanceOf(MailFailure.NoSuchPart.class);
            }
            assertThatThrownBy(() -> inner(outer, "1")).isInstanceOf(MailFailure.NoSuchPart.class);
        }
    }

    @Test
    void unpacksAWinmail() throws IOException {
        var packed = new Winmail()
                .subject("Tidsplan för höst")
                .body("The plan is attached.")
                .file("PLAN~1.TXT", "høstplan 2026.txt", "line\r\nend\r".getBytes(StandardCharsets.US_ASCII));

        try (var outer = outer(winmail(packed))) {
            var inner = inner(outer, "2");

            assertThat(inner.summary().envelope().subject()).isEqualTo("Tidsplan för höst");
            assertThat(inner.text(inner.textBody().getFirst()).words()).isEqualTo("The plan is attached.");
            assertThat(inner.attachments()).extracting(Part::fileName).containsExactly("høstplan 2026.txt");
            assertThat(words(outer, "2.2")).isEqualTo("line\r\nend\r");
        }
    }

    @Test
    void showsTheHtmlOfAWinmail() {
        var packed = new Winmail().body("plain").html("<p>Grüße</p>");

        try (var outer = outer(winmail(packed))) {
            var inner = inner(outer, "2");

            assertThat(inner.text(inner.htmlBody().getFirst()).words()).isEqualTo("<p>Grüße</p>");
        }
    }

    @Test
    void readsTheWordsOfRtf() {
        var packed = new Winmail()
                .rtf("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}Gr\\'fc\\'dfe,\\par \\u8364? 5}");

        try (var outer = outer(winmail(packed))) {
            var inner = inner(outer, "2");

            assertThat(inner.text(inner.textBody().getFirst()).words()).isEqualTo("Grüße,\n€ 5");
        }
    }

    @Test
    void readsTheHtmlThatRtfCarries() {
        var packed = new Winmail()
                .rtf(
                        "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf \\par \\htmlrtf0 Hello{\\*\\htmltag72 </p>}}");

        try (var outer = outer(winmail(packed))) {
            var inner = inner(outer, "2");

            assertThat(inner.text(inner.htmlBody().getFirst()).words()).isEqualTo("<p>Hello</p>");
        }
    }

    @Test
    @DisplayName("R52 a winmail.dat that is cut anywhere, or is none, harms nobody")
    void survivesBrokenWinmails() {
        var whole = new Winmail()
                .subject("s")
                .html("<p>x</p>")
                .file("a", "b", new byte[100])
                .toBytes();

        for (int length = 0; length < whole.length; length += 3) {
            var cut = Arrays.copyOf(whole, length);
            try (var outer = outer(winmail(cut))) {
                if (length < 4) {
                    assertThatThrownBy(() -> inner(outer, "2")).isInstanceOf(MailFailure.NoSuchPart.class);
                } else {
                    assertThat(inner(outer, "2").structure()).isNotNull();
                }
            }
        }
    }

    @Test
    void findsUuencodedFilesBetweenTheLines() throws IOException {
        var text = """
                Subject: Old

                Here it is:
                begin 644 hello.txt
                +:&5L;&\\@=V]R;&0
                `
                end
                That was all. begin 644 is no file.
                """;

        try (var outer = outer(text)) {
            var message = Opened.message(OUTER, List.of(), outer.structure(), (parts, most) -> {
                var starts = new HashMap<PartNumber, byte[]>();
                parts.forEach(part -> starts.put(part, outer.start(part, most)));
                return starts;
            });

            assertThat(message.text(message.textBody().getFirst()).words())
                    .isEqualTo("Here it is:\nThat was all. begin 644 is no file.\n");
            assertThat(message.attachments()).extracting(Part::fileName).containsExactly("hello.txt");
            assertThat(words(outer, "1.1")).isEqualTo("hello world");
        }
    }

    @Test
    @DisplayName("R51 letters in letters are opened only so deep")
    void endsSomewhere() {
        var letter = new StringBuilder("Subject: innermost\n\nend\n");
        for (int i = 0; i < 40; i++) {
            letter.insert(0, "Content-Type: message/rfc822\n\n");
        }

        try (var outer = outer(letter.toString())) {
            assertThatThrownBy(() -> content(outer, "1" + ".1".repeat(40))).isInstanceOf(MailFailure.NoSuchPart.class);
        }
    }

    private Inside outer(String message) {
        return Inside.of(spool, new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8)));
    }

    private static String winmail(Winmail packed) {
        return winmail(packed.toBytes());
    }

    private static String winmail(byte[] packed) {
        return "Content-Type: multipart/mixed; boundary=o\n\n--o\n\n\n--o\nContent-Type: application/ms-tnef; name=winmail.dat\n"
                + "Content-Transfer-Encoding: base64\n\n"
                + Base64.getMimeEncoder().encodeToString(packed)
                + "\n--o--\n";
    }

    private Message inner(Inside outer, String number) {
        var part = new PartNumber(number);
        return Nesting.message(spool, content(outer, number), part, OUTER);
    }

    private Messages.PartContent content(Inside outer, String number) {
        return Nesting.content(spool, outer.structure(), outer::content, new PartNumber(number));
    }

    private String words(Inside outer, String number) throws IOException {
        try (var stream = content(outer, number).stream()) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
