package io.lettergate.webmail.content;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.html;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Accounts;
import io.lettergate.mail.Message;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import io.lettergate.webmail.content.Capabilities.Grant;
import jakarta.servlet.http.HttpSessionEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

@WebmailTest
class FilesTests {

    private static final String PNG = "\u0089PNG\r\n\u001A\nrest";

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Accounts accounts;
    private final Capabilities capabilities;
    private final Readings readings;

    FilesTests(
            MockMvcTester pages,
            Mailboxes mailboxes,
            Messages messages,
            Accounts accounts,
            Capabilities capabilities,
            Readings readings) {
        this.readings = readings;
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.accounts = accounts;
        this.capabilities = capabilities;
    }

    @Test
    @DisplayName("R17 R19 a file is saved under a harmless name and never shown")
    void savesAFileUnderAHarmlessName() {
        var message = html(1, "One", "", "../../\u202Eevil\r\n.pdf");
        given(message, "3", "<script>alert(1)</script>");

        var answer = pages.get()
                .uri("/message/" + ACCOUNT.id() + "/" + id(message) + "/part/3")
                .with(signedIn())
                .exchange();

        assertThat(answer).hasStatusOk().hasContentType("application/octet-stream");
        assertThat(answer.getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment")
                .doesNotContain("/", "\u202E", "\r", "\n");
        assertThat(answer).headers().hasValue("X-Content-Type-Options", "nosniff");
        assertThat(answer.getResponse().getHeader("Content-Security-Policy")).contains("default-src 'none'; sandbox");
    }

    @Test
    void showsAPictureToWhoeverHoldsItsToken() {
        var message = html(1, "One", "", null);
        given(message, "2", PNG);

        var answer = picture(message, "2");

        assertThat(answer).hasStatusOk().hasContentType("image/png");
        assertThat(answer).headers().hasValue("Cross-Origin-Resource-Policy", "cross-origin");
    }

    @Test
    void showsAPictureAsWhatItIs() {
        var message = html(1, "One", "", null);
        given(message, "2", "GIF89a and more");

        assertThat(picture(message, "2")).hasStatusOk().hasContentType("image/gif");
    }

    @Test
    @DisplayName("R17 no picture is shown whose octets say something else")
    void showsNoPictureWhoseOctetsSaySomethingElse() {
        var message = html(1, "One", "", null);
        given(message, "2", "<svg onload=alert(1)>");

        assertThat(picture(message, "2")).hasStatus(404);
    }

    @Test
    @DisplayName("R20 the address of a picture is worth nothing in another session, nor after its own")
    void showsNoPictureToAnotherSession() {
        var message = html(1, "One", "", null);
        given(message, "2", PNG);
        var url = url(message, "2");
        var own = new MockHttpSession(null, "own");

        assertThat(pages.get().uri(url).session(own).exchange()).hasStatusOk();
        assertThat(pages.get()
                        .uri(url)
                        .session(new MockHttpSession(null, "foreign"))
                        .exchange())
                .hasStatus(404);
        readings.sessionDestroyed(new HttpSessionEvent(own));
        assertThat(pages.get().uri(url).exchange()).hasStatus(404);
    }

    private MvcTestResult picture(Message message, String part) {
        return pages.get().uri(url(message, part)).exchange();
    }

    /** As made for somebody who reads the message in a session. */
    private String url(Message message, String part) {
        var request = new MockHttpServletRequest();
        request.setSession(new MockHttpSession(null, "own"));
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        try {
            return capabilities.url(new Grant(ACCOUNT.id(), id(message), new PartNumber(part), readings.here()));
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    private void given(Message message, String number, String octets) {
        Letters.given(mailboxes, messages, message);
        when(accounts.find(ACCOUNT.id())).thenReturn(Optional.of(ACCOUNT));
        var part = Objects.requireNonNull(message.structure()).find(new PartNumber(number));
        when(messages.part(ACCOUNT, message.summary().ref(), new PartNumber(number)))
                .thenReturn(new Messages.PartContent(
                        Objects.requireNonNull(part),
                        null,
                        new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1))));
    }
}
