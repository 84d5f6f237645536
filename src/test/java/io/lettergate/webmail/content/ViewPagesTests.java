package io.lettergate.webmail.content;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.html;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.plain;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class ViewPagesTests {

    private static final String PDF = "%PDF-1.4 and so on";

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;

    ViewPagesTests(MockMvcTester pages, Mailboxes mailboxes, Messages messages) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @Test
    @DisplayName("R18 words are shown as words, whatever is written in them")
    void showsWordsAsWords() {
        var message = given("notes.txt", "text/plain", "<script>alert(1)</script>\u0000");

        var page = get(message, "/view/3", null);

        assertThat(page).hasStatusOk().bodyText().contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(page).bodyText().doesNotContain("<script>alert");
    }

    @Test
    @DisplayName("R18 a PDF is shown in a document that has no origin and loads nothing")
    void showsAPdfBehindAFence() {
        var message = given("a.pdf", "application/pdf", PDF);

        assertThat(get(message, "/view/3", null)).hasStatusOk().bodyText().contains("<iframe", "/look/3");
        var document = get(message, "/look/3", null);

        assertThat(document).hasStatusOk().hasContentType("application/pdf");
        assertThat(document).headers().hasValue("Content-Security-Policy", "default-src 'none'; sandbox");
        assertThat(document).headers().hasValue("X-Content-Type-Options", "nosniff");
    }

    @Test
    @DisplayName("R17 what only says that it is a picture is not shown")
    void showsNothingThatOnlySaysSo() {
        for (var evil : List.of("<svg onload=alert(1)>", "<html><script>x</script>", "MZ\0\0", "")) {
            var message = given("a.png", "image/png", evil);

            assertThat(get(message, "/look/3", null)).as(evil).hasStatus(404);
            assertThat(get(message, "/view/3", null)).as(evil).hasStatus(404);
        }
    }

    @Test
    void givesTheOctetsThatAreAskedFor() {
        var message = given("a.mp3", "audio/mpeg", "ID3 and so on");

        var some = get(message, "/look/3", "bytes=4-6");

        assertThat(some).hasStatus(206).bodyText().isEqualTo("and");
        assertThat(some).headers().hasValue(HttpHeaders.CONTENT_RANGE, "bytes 4-6/13");
        message = given("a.mp3", "audio/mpeg", "ID3 and so on");
        assertThat(get(message, "/look/3", "bytes=-2"))
                .hasStatus(206)
                .bodyText()
                .isEqualTo("on");
        message = given("a.mp3", "audio/mpeg", "ID3 and so on");
        assertThat(get(message, "/look/3", "bytes=99-")).hasStatus(416);
        message = given("a.mp3", "audio/mpeg", "ID3 and so on");
        assertThat(get(message, "/look/3", "nonsense")).hasStatusOk();
    }

    @Test
    @DisplayName("R19 all files come in one, under names that are no paths and no two the same")
    void savesAllFilesInOne() throws IOException {
        var first = part("2", "../../etc/passwd");
        var second = part("3", "a.txt");
        var third = part("4", "A.TXT");
        var message = message(List.of(first, second, third));
        when(messages.part(eq(ACCOUNT), any(), any()))
                .thenAnswer(
                        asked -> content(part(asked.getArgument(2).toString(), "x"), "file " + asked.getArgument(2)));

        var answer = get(message, "/files.zip", null);

        var names = new ArrayList<String>();
        try (var zip =
                new ZipInputStream(new ByteArrayInputStream(answer.getResponse().getContentAsByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName() + "=" + new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(names).containsExactly("_.._etc_passwd=file 2", "a.txt=file 3", "A (2).TXT=file 4");
    }

    @Test
    void givesNoWholeFileWhereOneOfThemFails() {
        var message = message(List.of(part("2", "a.txt"), part("3", "b.txt")));
        when(messages.part(eq(ACCOUNT), any(), eq(new PartNumber("2"))))
                .thenAnswer(asked -> content(part("2", "a.txt"), "file"));
        when(messages.part(eq(ACCOUNT), any(), eq(new PartNumber("3")))).thenThrow(new MailFailure.NoSuchPart());

        assertThat(get(message, "/files.zip", null)).failure().hasRootCauseInstanceOf(MailFailure.NoSuchPart.class);
    }

    @Test
    void beginsNoFileThatCannotBeHad() {
        var message = message(List.of(part("2", "a.txt")));
        when(messages.part(eq(ACCOUNT), any(), any())).thenThrow(new MailFailure.NoSuchPart());

        var answer = get(message, "/files.zip", null);

        assertThat(answer).hasStatus(404).bodyText().doesNotContain("PK\u0003");
        assertThat(answer).headers().doesNotContainHeader(HttpHeaders.CONTENT_DISPOSITION);
    }

    @Test
    void showsTheWordsAloneAndOnPaper() {
        var message = html(1, "One", "<h1>Hello</h1><p>Maya &amp; Kim</p><img src=x onerror=alert(1)>", "plan.pdf");
        Letters.given(mailboxes, messages, message);

        assertThat(get(message, "/plain", null))
                .hasStatusOk()
                .bodyText()
                .contains("Hello", "Maya &amp; Kim")
                .doesNotContain("onerror");
        assertThat(get(message, "/print", null))
                .hasStatusOk()
                .bodyText()
                .contains("Hello", "plan.pdf", "maya@fjordline.example")
                .doesNotContain("onerror");
    }

    @Test
    @DisplayName("R1 R2 a letter is printed in its own design, made safe, behind the fence of its frame, and nothing"
            + " fetched")
    void printsTheDesignBehindTheFence() {
        var message = html(
                1,
                "A <b>subject",
                "<style>p.x { color: #ff0000 } script { color: red }</style><body bgcolor=#eeeeee><p class=x>Red</p>"
                        + "<script>x()</script><img src=https://x.example/a.png width=90 height=90 alt=Far>"
                        + "<img src='cid:pic' alt=Near></body>",
                null);
        Letters.given(mailboxes, messages, message);

        var printed = get(message, "/print", null);

        assertThat(printed)
                .hasStatusOk()
                .bodyText()
                .contains(
                        "<p class=\"c-x\">Red</p>",
                        ".letter p.c-x{color:#ff0000}",
                        "A &lt;b&gt;subject",
                        "src=\"/content/")
                .contains("1 image in the Web is not printed")
                .doesNotContain("<script", "x.example");
        assertThat(printed.getResponse().getHeader("Content-Security-Policy"))
                .contains("default-src 'none'", "sandbox allow-popups allow-popups-to-escape-sandbox")
                .contains("frame-ancestors 'none'")
                .doesNotContain("script-src", "allow-scripts", "allow-same-origin");
    }

    @Test
    void printsWordsWithTheirSpaces() {
        var message = Letters.plain(1, "One", "Berth   Price\nA       10\n\n> quoted");
        Letters.given(mailboxes, messages, message);

        assertThat(get(message, "/print", null))
                .hasStatusOk()
                .bodyText()
                .contains("Berth   Price<br>A       10", "<blockquote>");
    }

    private MvcTestResult get(Message message, String path, @Nullable String range) {
        var request = pages.get()
                .uri("/message/" + ACCOUNT.id() + "/" + id(message) + path)
                .with(signedIn());
        return (range == null ? request : request.header(HttpHeaders.RANGE, range)).exchange();
    }

    private Message given(String name, String type, String octets) {
        var message = plain(1, "One", "");
        Letters.given(mailboxes, messages, message);
        var part = new Part(new PartNumber("3"), type, Map.of(), null, name, null, "7bit", octets.length(), List.of());
        when(messages.part(eq(ACCOUNT), any(), eq(new PartNumber("3")))).thenAnswer(asked -> content(part, octets));
        return message;
    }

    private static Messages.PartContent content(Part part, String octets) {
        var bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        return new Messages.PartContent(part, (long) bytes.length, new ByteArrayInputStream(bytes));
    }

    private Message message(List<Part> files) {
        var plain = plain(1, "One", "");
        var message = new Message(
                plain.summary(),
                plain.headers(),
                plain.structure(),
                plain.textBody(),
                plain.htmlBody(),
                files,
                plain.texts(),
                Map.of());
        Letters.given(mailboxes, messages, message);
        return message;
    }

    private static Part part(String number, String name) {
        return new Part(new PartNumber(number), "text/plain", Map.of(), "attachment", name, null, "7bit", 1, List.of());
    }
}
