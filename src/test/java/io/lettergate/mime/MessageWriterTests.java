package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettergate.mail.Address;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageWriterTests {

    private static final Address ADA = new Address("Ada", "ada@example.org");
    private static final String ID = "one@example.org";

    @Test
    void plainTextIsOneFlowedPart() throws Exception {
        var octets = written(words("Hello\n> you wrote\nbye", null), MessageWriter.Copy.SENT_OUT);

        assertThat(octets)
                .contains("Content-Type: text/plain; charset=UTF-8; format=flowed")
                .contains("\r\n\r\nHello\r\n> you wrote\r\nbye\r\n")
                .doesNotContain("multipart");
    }

    @Test
    void longLinesCanBeJoinedAgain() {
        var flowed = FlowedText.of("word ".repeat(40).strip());

        assertThat(flowed.lines()).allMatch(line -> line.length() <= 78).hasSizeGreaterThan(2);
        assertThat(flowed.replace(" \r\n", " ").strip())
                .isEqualTo("word ".repeat(40).strip());
    }

    @Test
    void htmlBringsItsWordsAsText() throws Exception {
        var html = "<p>Dear <b>Bob</b>,</p><ul><li>one</li><li>two</li></ul>"
                + "<blockquote>said</blockquote><a href=\"https://example.org/x\">here</a>";

        var octets = written(words(null, html), MessageWriter.Copy.SENT_OUT);

        assertThat(octets)
                .contains("multipart/alternative")
                .contains("Dear Bob,\r\n\r\n* one\r\n* two\r\n\r\n> said\r\n\r\nhere <https://example.org/x>");
    }

    @Test
    void picturesStandBesideTheHtmlThatShowsThem() throws Exception {
        var picture = new OutgoingFile("a.png", "image/png", "p1@example.org", octetsOf("PNG"));
        var other = new OutgoingFile("b.pdf", "application/pdf", null, octetsOf("PDF"));

        var read = RawMessage.read(
                new ByteArrayInputStream(octets(message("<img src=\"cid:p1@example.org\">", List.of(picture, other)))));

        assertThat(read.structure().walk().map(part -> part.type()))
                .containsExactly(
                        "multipart/mixed",
                        "multipart/alternative",
                        "text/plain",
                        "multipart/related",
                        "text/html",
                        "image/png",
                        "application/pdf");
    }

    @Test
    void pictureThatNothingShowsIsAFile() throws Exception {
        var picture = new OutgoingFile("a.png", "image/png", "p1@example.org", octetsOf("PNG"));

        var text = new String(octets(message(null, List.of(picture))), StandardCharsets.UTF_8);

        assertThat(text)
                .contains("Content-Disposition: attachment;\r\n filename=\"a.png\"")
                .doesNotContain("inline");
    }

    @Test
    @DisplayName("S8 a blind copy is told in the writer's own copy alone")
    void blindCopiesStayBlind() throws Exception {
        var message = words("x", null);

        assertThat(written(message, MessageWriter.Copy.SENT_OUT))
                .doesNotContain("Bcc")
                .doesNotContain("secret@");
        assertThat(written(message, MessageWriter.Copy.FILED)).contains("Bcc: secret@example.org\r\n");
        assertThat(written(message, MessageWriter.Copy.DRAFT)).contains("Bcc: ").contains("X-Draft-Id: d-1\r\n");
        assertThat(written(message, MessageWriter.Copy.FILED)).doesNotContain("X-Draft-Id");
        assertThat(MessageWriter.hiddenFields(message)).isEqualTo("Bcc: secret@example.org\r\n");
    }

    @Test
    void idAndDateAreTheSameHoweverOftenItIsWritten() throws Exception {
        var message = words("x", null);

        assertThat(written(message, MessageWriter.Copy.SENT_OUT))
                .contains("Message-ID: <" + ID + ">\r\n")
                .contains("Date: Sun, 1 Mar 2026 10:15:30 +0000\r\n")
                .isEqualTo(written(message, MessageWriter.Copy.SENT_OUT));
    }

    @Test
    void headersTellNothingOfThisMachine() throws Exception {
        var header = MessageHeader.read(octets(words("x", null)));

        assertThat(header.fields().stream().map(field -> field.name()))
                .containsExactlyInAnyOrder(
                        "Date",
                        "From",
                        "To",
                        "Subject",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
    }

    @Test
    void ofManyReferencesTheFirstAndTheLastStay() {
        var ids = IntStream.range(0, 50)
                .mapToObj(number -> "m" + number + "@example.org")
                .toList();

        var answer = new OutgoingMessage.Answer(List.of(ids.getLast()), ids);

        assertThat(answer.references())
                .hasSize(20)
                .startsWith("m0@example.org", "m31@example.org")
                .endsWith("m49@example.org");
    }

    @Test
    void priorityAndReceiptAreAsked() throws Exception {
        var message = with(words("x", null), new OutgoingMessage.Wishes(OutgoingMessage.Priority.HIGH, true));

        assertThat(written(message, MessageWriter.Copy.SENT_OUT))
                .contains("X-Priority: 1 (Highest)\r\n")
                .contains("Importance: high\r\n")
                .contains("Disposition-Notification-To: ada@example.org\r\n");
    }

    @Test
    void domainsBecomeAsciiAndOtherLocalPartsNeedSmtpUtf8() {
        var domain = OutgoingAddress.of(new Address(null, "bob@Bücher.example"));
        var localPart = OutgoingAddress.of(new Address(null, "jörg@example.org"));

        assertThat(domain.email()).isEqualTo("bob@xn--bcher-kva.example");
        assertThat(domain.needsUtf8()).isFalse();
        assertThat(localPart.needsUtf8()).isTrue();
    }

    @Test
    void addressesThatNoMailReachesAreRefused() {
        for (var wrong : List.of(
                "",
                "bob",
                "@example.org",
                "bob@",
                "a b@example.org",
                "bob@exa mple.org",
                "bob@-x.org",
                "a..b@x.org",
                "<bob@x.org>",
                "bob@x.org>",
                "bob@x..org",
                "b\u200Bob@x.org",
                "bob@" + "x".repeat(64) + ".org")) {
            assertThatThrownBy(() -> OutgoingAddress.of(new Address(null, wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("address");
        }
    }

    @Test
    void anAttachedMessageStaysAMessageUnlessLinesCannotCarryIt() throws Exception {
        var whole = new OutgoingFile("m.eml", "message/rfc822", null, octetsOf("Subject: x\r\n\r\nhello\r\n"));
        var odd = new OutgoingFile("m.eml", "message/rfc822", null, octetsOf("Subject: x\r\n\r\n\0\r\n"));

        assertThat(new String(octets(message(null, List.of(whole))), StandardCharsets.UTF_8))
                .contains("Content-Type: message/rfc822;\r\n name=\"m.eml\"")
                .contains("Content-Transfer-Encoding: 7bit");
        assertThat(new String(octets(message(null, List.of(odd))), StandardCharsets.UTF_8))
                .contains("application/octet-stream")
                .doesNotContain("message/rfc822");
    }

    @Test
    void aLineOfAnAttachedMessageHasUpTo998OctetsWhateverEndsIt() throws Exception {
        for (var end : List.of("\r\n", "\n", "\r")) {
            var fits = new OutgoingFile(
                    "m.eml", "message/rfc822", null, octetsOf("Subject: x\n\n" + "y".repeat(998) + end));
            var odd = new OutgoingFile(
                    "m.eml", "message/rfc822", null, octetsOf("Subject: x\n\n" + "y".repeat(999) + end));

            assertThat(new String(octets(message(null, List.of(fits))), StandardCharsets.UTF_8))
                    .contains("Content-Transfer-Encoding: 7bit");
            assertThat(new String(octets(message(null, List.of(odd))), StandardCharsets.UTF_8))
                    .contains("application/octet-stream");
        }
    }

    @Test
    void memoryDoesNotGrowWithTheFiles(@TempDir Path directory) throws Exception {
        var large = directory.resolve("large");
        try (OutputStream octets = Files.newOutputStream(large)) {
            var chunk = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                octets.write(chunk);
            }
        }
        var message = message(
                null, List.of(new OutgoingFile("large", "application/zip", null, () -> Files.newInputStream(large))));
        var largest = new Largest();

        MessageWriter.write(message, MessageWriter.Copy.SENT_OUT, largest);

        assertThat(largest.total).isGreaterThan(64L << 20);
        assertThat(largest.most).isLessThan(1 << 20);
    }

    @Test
    @DisplayName("R42 S11 no value of a message can end its header line")
    void nothingGetsIntoTheHeaderBesideIts() {
        var fields = List.<Function<String, OutgoingMessage>>of(
                value -> addressed(new Address(value, "bob@example.org")),
                value -> addressed(new Address(null, value + "@example.org")),
                value -> addressed(new Address(null, "bob@" + value)),
                value -> new OutgoingMessage(
                        ada(),
                        List.of(),
                        nobody(),
                        value,
                        new OutgoingMessage.Words("x", null),
                        List.of(),
                        OutgoingMessage.Answer.NONE,
                        ID,
                        Instant.EPOCH,
                        OutgoingMessage.Wishes.NONE,
                        null),
                value -> message(null, List.of(new OutgoingFile(value, "text/plain", null, octetsOf("x")))),
                value -> message(null, List.of(new OutgoingFile("x", "text/" + value, null, octetsOf("x")))),
                value -> message(null, List.of(new OutgoingFile("x", "image/png", value, octetsOf("x")))),
                value -> answering(new OutgoingMessage.Answer(List.of(value), List.of())),
                value -> answering(new OutgoingMessage.Answer(List.of(), List.of(value))),
                value -> new OutgoingMessage(
                        ada(),
                        List.of(),
                        nobody(),
                        "x",
                        new OutgoingMessage.Words("x", null),
                        List.of(),
                        OutgoingMessage.Answer.NONE,
                        value,
                        Instant.EPOCH,
                        OutgoingMessage.Wishes.NONE,
                        null),
                value -> new OutgoingMessage(
                        ada(),
                        List.of(),
                        nobody(),
                        "x",
                        new OutgoingMessage.Words("x", null),
                        List.of(),
                        OutgoingMessage.Answer.NONE,
                        ID,
                        Instant.EPOCH,
                        OutgoingMessage.Wishes.NONE,
                        value));

        assertThat(injections()).hasSize(60);
        for (int field = 0; field < fields.size(); field++) {
            for (var injection : injections()) {
                var make = fields.get(field);
                assertThatThrownBy(() -> make.apply(injection))
                        .as("field %d, %s", field, injection)
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** 20 ends of a line or text, each before, inside and after a field that somebody would like to add. */
    private static List<String> injections() {
        var ends = new ArrayList<>(List.of(
                "\r\n",
                "\n",
                "\r",
                "\n\n",
                "\r\n\r\n",
                "\r\r\n",
                "\n\r",
                "\0",
                "\u000B",
                "\u000C",
                "\u0085",
                "\u2028",
                "\u2029",
                "\r\n ",
                "\r\n\t",
                "\u001B",
                "\u007F",
                "\u009F",
                "\u0001",
                "\uD800"));
        return ends.stream()
                .flatMap(end -> Stream.of("x" + end + "Bcc: eve@example.org", end + "Subject: y", "y" + end))
                .toList();
    }

    private static OutgoingAddress ada() {
        return OutgoingAddress.of(ADA);
    }

    private static OutgoingMessage.Receivers nobody() {
        return new OutgoingMessage.Receivers(List.of(), List.of(), List.of());
    }

    private static OutgoingMessage addressed(Address to) {
        return new OutgoingMessage(
                ada(),
                List.of(),
                new OutgoingMessage.Receivers(List.of(OutgoingAddress.of(to)), List.of(), List.of()),
                "x",
                new OutgoingMessage.Words("x", null),
                List.of(),
                OutgoingMessage.Answer.NONE,
                ID,
                Instant.EPOCH,
                OutgoingMessage.Wishes.NONE,
                null);
    }

    private static OutgoingMessage answering(OutgoingMessage.Answer answer) {
        return new OutgoingMessage(
                ada(),
                List.of(),
                nobody(),
                "x",
                new OutgoingMessage.Words("x", null),
                List.of(),
                answer,
                ID,
                Instant.EPOCH,
                OutgoingMessage.Wishes.NONE,
                null);
    }

    private static OutgoingMessage words(@Nullable String text, @Nullable String html) {
        return new OutgoingMessage(
                ada(),
                List.of(),
                new OutgoingMessage.Receivers(
                        List.of(OutgoingAddress.of(new Address(null, "bob@example.org"))),
                        List.of(),
                        List.of(OutgoingAddress.of(new Address(null, "secret@example.org")))),
                "Hello",
                new OutgoingMessage.Words(text, html),
                List.of(),
                OutgoingMessage.Answer.NONE,
                ID,
                Instant.parse("2026-03-01T10:15:30Z"),
                OutgoingMessage.Wishes.NONE,
                "d-1");
    }

    private static OutgoingMessage with(OutgoingMessage message, OutgoingMessage.Wishes wishes) {
        return new OutgoingMessage(
                message.from(),
                message.replyTo(),
                message.receivers(),
                message.subject(),
                message.words(),
                message.files(),
                message.answer(),
                message.messageId(),
                message.date(),
                wishes,
                null);
    }

    private static OutgoingMessage message(@Nullable String html, List<OutgoingFile> files) {
        return new OutgoingMessage(
                ada(),
                List.of(),
                nobody(),
                "x",
                new OutgoingMessage.Words("text", html),
                files,
                OutgoingMessage.Answer.NONE,
                ID,
                Instant.EPOCH,
                OutgoingMessage.Wishes.NONE,
                null);
    }

    private static OutgoingFile.Octets octetsOf(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] octets(OutgoingMessage message) throws IOException {
        var octets = new ByteArrayOutputStream();
        MessageWriter.write(message, MessageWriter.Copy.SENT_OUT, octets);
        return octets.toByteArray();
    }

    private static String written(OutgoingMessage message, MessageWriter.Copy copy) throws IOException {
        var octets = new ByteArrayOutputStream();
        MessageWriter.write(message, copy, octets);
        return octets.toString(StandardCharsets.UTF_8);
    }

    /** Keeps nothing, and knows the largest piece it was given. */
    private static final class Largest extends OutputStream {
        private long total;
        private int most;

        @Override
        public void write(int octet) {
            total++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            total += length;
            most = Math.max(most, length);
        }
    }
}
