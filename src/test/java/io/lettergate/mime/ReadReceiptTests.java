package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadReceiptTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static ReadReceipt receipt(String reader, String subject, @Nullable String id, String recipient) {
        return new ReadReceipt(
                OutgoingAddress.of(new Address("Zoë", reader)),
                OutgoingAddress.of(new Address(null, "ada@vale.example")),
                subject,
                "receipt@post.example",
                NOON,
                id,
                recipient);
    }

    private static MimeMessage read(ReadReceipt receipt) throws MessagingException {
        return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(receipt.octets()));
    }

    @Test
    void isAReportThatAnotherParserUnderstands() throws MessagingException, IOException {
        var message = read(receipt("zoe@post.example", "Hafen – Plan", "plan@vale.example", "rfc822;zoe@old.example"));

        assertThat(message.getContentType()).startsWith("multipart/report; report-type=disposition-notification");
        assertThat(message.getSubject()).isEqualTo("Read: Hafen – Plan");
        assertThat(message.getHeader("In-Reply-To", null)).isEqualTo("<plan@vale.example>");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Hafen – Plan", "zoe@post.example");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualTo("message/disposition-notification");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("""
                        Reporting-UA: Lettergate
                        Original-Recipient: rfc822;zoe@old.example
                        Final-Recipient: rfc822; zoe@post.example
                        Original-Message-ID: <plan@vale.example>
                        Disposition: manual-action/MDN-sent-manually; displayed
                        """.replace("\n", "\r\n"));
    }

    @Test
    void leavesOutWhatCannotStandInAHeader() throws MessagingException, IOException {
        var message = read(receipt("zoe@post.example", "A\r\nBcc: eve@x.example", null, "rfc822;a\r\nBcc: eve@x"));

        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).isEqualTo("Read: A Bcc: eve@x.example");
        var fields = ((MimeMultipart) message.getContent()).getBodyPart(1).getInputStream();
        assertThat(new String(fields.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("Original", "Bcc");
    }

    @Test
    void saysAddressesBeyondAsciiInTheirOwnType() throws MessagingException, IOException {
        var octets = new String(receipt("zoë@post.example", "Plan", null, "").octets(), StandardCharsets.UTF_8);

        assertThat(octets)
                .contains("message/global-disposition-notification", "Final-Recipient: utf-8; zoë@post.example");
    }
}
