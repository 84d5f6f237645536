package io.lettergate.webmail.extras;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.INBOX;
import static io.lettergate.webmail.Letters.LIST;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.ref;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Header;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Card;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Reading;
import io.lettergate.reading.Report;
import io.lettergate.reading.Seal;
import io.lettergate.reading.Verdict;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Words of strangers, and of their servers, in all places where a page shows some. */
@WebmailTest
class StrangersWordsTests {

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Reading reading;

    StrangersWordsTests(MockMvcTester pages, Mailboxes mailboxes, Messages messages, Reading reading) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.reading = reading;
    }

    @ParameterizedTest
    @DisplayName("R15 words of headers, files, folders and of all that comes along are never markup")
    @ValueSource(
            strings = {
                "<img src=x onerror=alert(1)>",
                "\"><script>alert(1)</script>",
                "' onmouseover='alert(1)' x='",
                "</title></textarea></style><svg onload=alert(1)>",
                "javascript:alert(1)",
                "${1234*4321} [[${1234*4321}]] __${1234*4321}__",
                "<iframe src=javascript:alert(1) srcdoc=\"<script>alert(1)</script>\">"
            })
    void showsWordsAsWords(String words) {
        var message = message(words);
        Letters.given(mailboxes, messages, message);
        when(mailboxes.all(ACCOUNT))
                .thenReturn(List.of(INBOX, new Mailbox(new MailboxName(words), ".", null, true, INBOX.status())));
        when(messages.raw(any(), any()))
                .thenAnswer(asked ->
                        new Messages.Content(null, new ByteArrayInputStream(words.getBytes(StandardCharsets.UTF_8))));
        when(reading.of(any(), any())).thenReturn(extras(words));

        var letter = "/message/" + ACCOUNT.id() + "/" + id(message);
        for (var path : List.of(
                LIST,
                LIST + "/" + id(message),
                letter + "/headers",
                letter + "/plain",
                letter + "/print",
                letter + "/source")) {
            var answer = pages.get().uri(path).with(signedIn()).exchange();
            assertThat(answer).as(path).hasStatusOk();
            var page = Jsoup.parse(new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8));

            assertThat(page.select(
                            "[onerror], [onload], [onmouseover], [srcdoc], [src^=javascript], [href^=javascript]"))
                    .as(path)
                    .isEmpty();
            assertThat(page.select("script").eachText() + page.select("script").html())
                    .as(path)
                    .doesNotContain("alert(1)");
            assertThat(page.html()).as(path).doesNotContain("5332114");
        }
    }

    private static Message message(String words) {
        var person = List.of(new Address(words, words));
        var body = new Part(new PartNumber("1"), "text/plain", Map.of(), null, words, words, "7bit", 100, List.of());
        var file =
                new Part(new PartNumber("2"), "image/png", Map.of(), "attachment", words, words, "7bit", 9, List.of());
        var all = new Part(null, "multipart/mixed", Map.of(), null, null, null, "7bit", 0, List.of(body, file));
        var summary = new MessageSummary(
                ref(7),
                new Envelope(
                        words, person, person, person, person, person, null, words, List.of(words), List.of(words)),
                Set.of(),
                Instant.parse("2026-11-21T09:42:00Z"),
                1234,
                true,
                words,
                true,
                null);
        var texts = Map.of(new PartNumber("1"), new PartText(words, false));
        var headers = List.of(new Header("X-Odd", words), new Header("List-Unsubscribe", "<" + words + ">"));
        return new Message(summary, headers, all, List.of(body), List.of(body), List.of(file), texts, Map.of());
    }

    private static Extras extras(String words) {
        var part = new PartNumber("2");
        return new Extras(
                List.of(),
                new Verdict(Verdict.Finding.REFUTED, words),
                List.of(new Doubt(Doubt.Kind.NAME_IS_ADDRESS, words, words)),
                new Seal(Seal.Kind.TRUSTED, words, words),
                new Report(List.of(new Report.Outcome(words, Report.Fate.FAILED, Report.Reason.FULL, words, words))),
                List.of(new Invitation(
                        part,
                        Invitation.Kind.REQUEST,
                        words,
                        words,
                        words,
                        new Invitation.At(Instant.parse("2026-11-24T09:00:00Z"), null),
                        null,
                        false,
                        List.of(new Invitation.Change(
                                new Invitation.At(Instant.parse("2026-11-25T09:00:00Z"), null),
                                new Invitation.At(Instant.parse("2026-11-26T09:00:00Z"), null),
                                null,
                                words,
                                false)),
                        new Address(words, words),
                        List.of(new Invitation.Guest(new Address(words, words), Invitation.Answer.ACCEPTED)),
                        words,
                        Invitation.Answer.NONE,
                        new Invitation.Version(words, 0))),
                List.of(new Card(part, words, words, List.of(words), List.of(words))),
                List.of(new Part(part, "message/rfc822", Map.of(), null, words, null, "7bit", 9, List.of())));
    }
}
