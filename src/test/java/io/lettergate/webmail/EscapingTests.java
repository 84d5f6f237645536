package io.lettergate.webmail;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.LIST;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.ref;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Flag;
import io.lettergate.mail.Header;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mailbox.Alerts;
import io.lettergate.mailbox.Conversation;
import io.lettergate.mailbox.Conversations;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Card;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Reading;
import io.lettergate.reading.Report;
import io.lettergate.reading.Seal;
import io.lettergate.reading.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** Whatever strangers and servers write into fields becomes words, and never a tag or an attribute. */
@WebmailTest
class EscapingTests {

    /** Leaves text, a quoted attribute of either kind, a bare one, and elements that hold raw text. */
    private static final String PAYLOAD =
            "x\" onxevil=1 '/onxevil=2 ></title></textarea></script></style>--><x-evil onxevil=3>{{7*7}}[[${7*7}]]";

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Conversations conversations;
    private final Alerts alerts;
    private final Reading reading;

    EscapingTests(
            MockMvcTester pages,
            Mailboxes mailboxes,
            Messages messages,
            Conversations conversations,
            Alerts alerts,
            Reading reading) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.conversations = conversations;
        this.alerts = alerts;
        this.reading = reading;
    }

    @BeforeEach
    void fillEveryFieldWithThePayload() {
        var message = hostile(7);
        Letters.given(mailboxes, messages, message, hostile(8));
        var mailbox = mailbox();
        when(mailboxes.all(ACCOUNT)).thenReturn(List.of(Letters.INBOX, mailbox));
        when(alerts.of(ACCOUNT)).thenReturn(List.of(PAYLOAD));
        when(conversations.of(eq(ACCOUNT), any()))
                .thenReturn(new Conversation(List.of(
                        hostile(6).summary(), message.summary(), hostile(8).summary())));
        when(messages.inside(eq(ACCOUNT), any(), any())).thenReturn(message);
        when(reading.of(any(), any())).thenReturn(extras());
        when(reading.within(any(), any())).thenReturn(extras());
    }

    @AfterEach
    void forget() {
        when(reading.of(any(), any())).thenReturn(Extras.NONE);
        when(reading.within(any(), any())).thenReturn(Extras.NONE);
    }

    @ParameterizedTest
    @DisplayName("R15 each field of a message is words in the list, the letter, its conversation and the letter within")
    @ValueSource(strings = {"", "/ID", "/ID?conversation=true", "/ID?inside=2", "/ID/conversation"})
    void escapesTheFieldsOfMessages(String path) {
        assertHarmless(get(LIST + path.replace("ID", id(hostile(7)))));
    }

    @ParameterizedTest
    @DisplayName("R15 each field of a message is words in its header fields, its source of words and its print")
    @ValueSource(strings = {"/headers", "/plain", "/print"})
    void escapesTheFieldsOfPages(String path) {
        assertHarmless(get("/message/" + ACCOUNT.id() + "/" + id(hostile(7)) + path));
    }

    @Test
    @DisplayName("R15 names of folders are words")
    void escapesTheNamesOfFolders() {
        assertHarmless(get("/folders"));
    }

    @Test
    @DisplayName("R15 what somebody searched for is words")
    void escapesWhatIsSearchedFor() {
        var page = pages.get()
                .uri(LIST)
                .queryParam("q", PAYLOAD)
                .with(signedIn())
                .exchange()
                .getResponse();

        assertHarmless(new String(page.getContentAsByteArray(), StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("R15 what a server says as it refuses is words")
    void escapesWhatServersSay() {
        when(messages.list(eq(ACCOUNT), any(), any())).thenThrow(new MailFailure.ServerRefused(PAYLOAD, PAYLOAD));

        assertHarmless(get(LIST));
    }

    /** The payload stands in the page, as words alone. */
    private static void assertHarmless(String page) {
        var document = Jsoup.parse(page);

        assertThat(page).contains("&lt;x-evil").doesNotContain("<x-evil");
        assertThat(document.select("x-evil, [^onxevil]")).isEmpty();
        assertThat(document.text()).doesNotContain("{{49}}", "49]]");
    }

    private String get(String uri) {
        var answer = pages.get().uri(uri).with(signedIn()).exchange().getResponse();
        return new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
    }

    private static Message hostile(long uid) {
        var body = part("1", "text/plain", null);
        var files = List.of(
                part("2", PAYLOAD, PAYLOAD), part("3", "message/rfc822", PAYLOAD), part("4", "image/png", PAYLOAD));
        var all = new Part(
                null, "multipart/mixed", Map.of(), null, null, null, "7bit", 0, List.of(body, files.getFirst()));
        var summary = new MessageSummary(
                ref(uid),
                envelope(),
                Set.<Flag>of(),
                Instant.parse("2026-11-21T09:42:00Z"),
                9,
                true,
                PAYLOAD,
                true,
                null);
        return new Message(
                summary,
                List.of(new Header(PAYLOAD, PAYLOAD), new Header("List-Post", PAYLOAD)),
                all,
                List.of(body),
                List.of(body),
                files,
                Map.of(new PartNumber("1"), new PartText(PAYLOAD + "\n> " + PAYLOAD, false)),
                Map.of(new PartNumber("2"), PAYLOAD));
    }

    private static Envelope envelope() {
        var people = List.of(new Address(PAYLOAD, PAYLOAD), new Address(null, PAYLOAD));
        return new Envelope(
                PAYLOAD, people, people, people, people, people, null, PAYLOAD, List.of(PAYLOAD), List.of());
    }

    private static Part part(String number, String type, @Nullable String fileName) {
        return new Part(new PartNumber(number), type, Map.of(), PAYLOAD, fileName, PAYLOAD, "7bit", 100, List.of());
    }

    private static Mailbox mailbox() {
        var inbox = Letters.INBOX;
        return new Mailbox(new MailboxName(PAYLOAD), ".", null, true, inbox.status(), true, inbox.namespace());
    }

    private static Extras extras() {
        var stranger = new Address(PAYLOAD, PAYLOAD);
        var at = new Invitation.At(Instant.parse("2026-11-24T09:00:00Z"), null);
        return new Extras(
                List.of(),
                new Verdict(Verdict.Finding.REFUTED, PAYLOAD),
                List.of(new Doubt(Doubt.Kind.NAME_IS_ADDRESS, PAYLOAD, PAYLOAD)),
                new Seal(Seal.Kind.OTHER_SENDER, PAYLOAD, PAYLOAD),
                new Report(List.of(
                        new Report.Outcome(PAYLOAD, Report.Fate.FAILED, Report.Reason.UNKNOWN, PAYLOAD, PAYLOAD))),
                List.of(new Invitation(
                        new PartNumber("2"),
                        Invitation.Kind.REQUEST,
                        PAYLOAD,
                        PAYLOAD,
                        PAYLOAD,
                        at,
                        at,
                        true,
                        List.of(new Invitation.Change(at, at, at, PAYLOAD, false)),
                        stranger,
                        List.of(new Invitation.Guest(stranger, Answer.ACCEPTED)),
                        PAYLOAD,
                        Answer.NONE,
                        new Invitation.Version(PAYLOAD, 0))),
                List.of(new Card(new PartNumber("3"), PAYLOAD, PAYLOAD, List.of(PAYLOAD), List.of(PAYLOAD))),
                List.of(part("3", "message/rfc822", PAYLOAD)));
    }
}
