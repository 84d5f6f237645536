package io.lettergate.webmail.content;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.html;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Message;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class BodyPageTests {

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;

    BodyPageTests(MockMvcTester pages, Mailboxes mailboxes, Messages messages) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @Test
    void standsBehindAFenceOfItsOwn() {
        var answer = body(html(1, "One", "<p>Hello</p>", null), "1");

        assertThat(answer).hasStatusOk().bodyText().contains("Hello");
        assertThat(answer)
                .headers()
                .hasValue(
                        "Content-Security-Policy",
                        "default-src 'none'; img-src http://localhost/content/ data:; style-src 'unsafe-inline';"
                                + " form-action 'none'; base-uri 'none'; frame-ancestors 'self';"
                                + " sandbox allow-popups allow-popups-to-escape-sandbox")
                .hasValue("X-Content-Type-Options", "nosniff")
                .hasValue("Referrer-Policy", "no-referrer")
                .hasValue("X-DNS-Prefetch-Control", "off")
                .hasValue("Cache-Control", "no-store");
    }

    @Test
    void showsTheMessagesOwnPicturesAndNothingRemote() {
        var answer = body(
                html(1, "One", "<img src='cid:pic'><img src='https://tracker.example/x.png'><script>a</script>", null),
                "1");

        assertThat(answer).bodyText().contains("/content/").doesNotContain("tracker.example", "<script");
    }

    @Test
    void hasOnlyTheHtmlOfTheMessage() {
        assertThat(body(html(1, "One", "<p>Hello</p>", "a.pdf"), "3")).hasStatus(404);
    }

    private MvcTestResult body(Message message, String part) {
        Letters.given(mailboxes, messages, message);
        return pages.get()
                .uri("/message/" + ACCOUNT.id() + "/" + id(message) + "/body/" + part)
                .with(signedIn())
                .exchange();
    }
}
