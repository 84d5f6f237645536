package io.lettergate.webmail.extras;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.LIST;
import static io.lettergate.webmail.Letters.html;
import static io.lettergate.webmail.Letters.id;
import static io.lettergate.webmail.Letters.plain;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.Address;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Card;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitations;
import io.lettergate.reading.Notice;
import io.lettergate.reading.Reading;
import io.lettergate.reading.Report;
import io.lettergate.reading.Report.Fate;
import io.lettergate.reading.Report.Reason;
import io.lettergate.reading.Seal;
import io.lettergate.reading.Verdict;
import io.lettergate.webmail.Letters;
import io.lettergate.webmail.WebmailTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@WebmailTest
class ExtrasPageTests {

    private final MockMvcTester pages;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Reading reading;
    private final Invitations invitations;

    ExtrasPageTests(
            MockMvcTester pages, Mailboxes mailboxes, Messages messages, Reading reading, Invitations invitations) {
        this.pages = pages;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.reading = reading;
        this.invitations = invitations;
    }

    @AfterEach
    void findsNothingAgain() {
        when(reading.of(any(), any())).thenReturn(Extras.NONE);
        when(reading.within(any(), any())).thenReturn(Extras.NONE);
    }

    @Test
    void showsAnInvitationWithItsAnswers() {
        given(List.of(), null, null, null, List.of(invitation("Timetable", Invitation.Kind.REQUEST)));

        assertThat(page(""))
                .contains("Timetable", "Room 2", "Maya", "Tuesday, 24 November 2026", "value=\"accepted\"")
                .contains("2 of its times are different", "Instead of Tuesday, 1 December 2026", "Room 3", "called off")
                .contains("/invitation/2");
    }

    @Test
    void whatWasCalledOffIsNotAnswered() {
        given(List.of(), null, null, null, List.of(invitation("Timetable", Invitation.Kind.CANCEL)));

        assertThat(page("")).contains("Called off").doesNotContain("value=\"accepted\"");
    }

    @Test
    void sendsTheAnswer() {
        var message = plain(7, "Timetable", "");
        Letters.given(mailboxes, messages, message);

        var answer = pages.post()
                .uri("/message/" + ACCOUNT.id() + "/" + id(message) + "/invitation/2")
                .param("answer", "declined")
                .with(signedIn())
                .exchange();

        assertThat(answer).hasStatus3xxRedirection();
        verify(invitations)
                .answer(
                        eq(ACCOUNT),
                        eq(message.summary().ref()),
                        eq(new PartNumber("2")),
                        eq(Answer.DECLINED),
                        eq("Declined: Timetable"),
                        any());
    }

    @Test
    void refusesAnswersThatThereAreNot() {
        var message = plain(7, "Timetable", "");
        Letters.given(mailboxes, messages, message);

        assertThat(pages.post()
                        .uri("/message/" + ACCOUNT.id() + "/" + id(message) + "/invitation/x")
                        .param("answer", "maybe")
                        .with(signedIn())
                        .exchange())
                .hasStatus(404);
    }

    @Test
    void explainsABounceInASentence() {
        var outcome =
                new Report.Outcome("ada@post.example", Fate.FAILED, Reason.FULL, "5.2.2", "552 <b>over</b> quota");
        given(List.of(), null, null, new Report(List.of(outcome)), List.of());

        assertThat(page(""))
                .contains("Your message could not be delivered to ada@post.example.", "The mailbox is full.")
                .contains("552 &lt;b&gt;over&lt;/b&gt; quota");
    }

    @Test
    @DisplayName("R13 R16 says who signed, and what is doubtful, in words")
    void saysWhoItIsFrom() {
        given(
                List.of(new Doubt(Doubt.Kind.NAME_IS_ADDRESS, "ceo@vale.example", "mallory@evil.example")),
                new Verdict(Verdict.Finding.REFUTED, "vale.example"),
                new Seal(Seal.Kind.OTHER_SENDER, "mallory@evil.example", "Nobody"),
                null,
                List.of());

        assertThat(page(""))
                .contains("The sender is called “ceo@vale.example”, but the message is from mallory@evil.example.")
                .contains("Your mail server says that this message is not from vale.example")
                .contains("Signed by mallory@evil.example, who is not the sender of this message.");
    }

    @Test
    @DisplayName("every kind of notice, doubt, verdict, seal, fate and reason has its words")
    void hasWordsForAll() {
        for (int i = 0; i < 14; i++) {
            var outcome = new Report.Outcome("a@b.example", one(Fate.values(), i), one(Reason.values(), i), null, "");
            when(reading.of(any(), any()))
                    .thenReturn(new Extras(
                            Arrays.asList(Notice.values()),
                            new Verdict(one(Verdict.Finding.values(), i), "b.example"),
                            List.of(new Doubt(one(Doubt.Kind.values(), i), "a", "b")),
                            new Seal(one(Seal.Kind.values(), i), "a", "b"),
                            new Report(List.of(outcome)),
                            List.of(invitation("x", one(Invitation.Kind.values(), i))),
                            List.of(new Card(
                                    new PartNumber("2"), "Maya", "Fjordline", List.of("m@f.example"), List.of())),
                            List.of()));

            assertThat(page("")).doesNotContain("??");
        }
    }

    @Test
    void showsAllOfAMessageWithin() {
        var inner = html(8, "The inner one", "<img src=https://x.example/a.png width=90 height=90>", "plan.pdf");
        when(messages.inside(eq(ACCOUNT), any(), eq(new PartNumber("2")))).thenReturn(inner);
        when(reading.within(any(), any()))
                .thenReturn(new Extras(
                        List.of(),
                        null,
                        List.of(),
                        new Seal(Seal.Kind.BROKEN, "", ""),
                        null,
                        List.of(invitation("Timetable", Invitation.Kind.REQUEST)),
                        List.of(new Card(new PartNumber("2.3"), "Maya", "Fjordline", List.of(), List.of())),
                        List.of()));

        var page = page("?inside=2");

        assertThat(page.substring(page.indexOf("id=\"inner\"")))
                .contains("1 image held back", "Timetable", "Fjordline", "plan.pdf", "<iframe");
    }

    @Test
    void opensAMessageWithin() {
        var inner = plain(8, "The inner one", "Good evening");
        when(messages.inside(eq(ACCOUNT), any(), eq(new PartNumber("2")))).thenReturn(inner);
        when(reading.of(any(), any()))
                .thenReturn(new Extras(
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(new Part(
                                new PartNumber("2"),
                                "message/rfc822",
                                Map.of(),
                                null,
                                "letter.eml",
                                null,
                                "7bit",
                                10,
                                List.of()))));

        assertThat(page("")).contains("Open the message within: letter.eml", "inside=2#inner");
        assertThat(page("?inside=2")).contains("The inner one", "Good evening");
    }

    @Test
    @DisplayName("R17 warns of a file that can run, and of one that is not what it is called")
    void warnsOfFiles() {
        var message = html(9, "One", "", "invoice.pdf.exe");
        Letters.given(mailboxes, messages, message);

        var answer = pages.get().uri(LIST + "/" + id(message)).with(signedIn()).exchange();

        assertThat(answer)
                .hasStatusOk()
                .bodyText()
                .contains("Files like this can run programs")
                .doesNotContain("calls it something else");
    }

    private void given(
            List<Doubt> doubts,
            @Nullable Verdict verdict,
            @Nullable Seal seal,
            @Nullable Report report,
            List<Invitation> events) {
        when(reading.of(any(), any()))
                .thenReturn(new Extras(List.of(), verdict, doubts, seal, report, events, List.of(), List.of()));
    }

    private static <T> T one(T[] values, int index) {
        return values[index % values.length];
    }

    private static Invitation invitation(String title, Invitation.Kind kind) {
        return new Invitation(
                new PartNumber("2"),
                kind,
                title,
                "Room 2",
                "",
                new Invitation.At(Instant.parse("2026-11-24T09:00:00Z"), null),
                new Invitation.At(Instant.parse("2026-11-24T10:00:00Z"), null),
                true,
                List.of(
                        new Invitation.Change(
                                new Invitation.At(Instant.parse("2026-12-01T09:00:00Z"), null),
                                new Invitation.At(Instant.parse("2026-12-02T09:00:00Z"), null),
                                null,
                                "Room 3",
                                false),
                        new Invitation.Change(
                                new Invitation.At(Instant.parse("2026-12-08T09:00:00Z"), null),
                                new Invitation.At(Instant.parse("2026-12-08T09:00:00Z"), null),
                                null,
                                "",
                                true)),
                new Address("Maya", "maya@fjordline.example"),
                List.of(new Invitation.Guest(new Address(null, "robin@vale.example"), Answer.ACCEPTED)),
                "robin@vale.example",
                Answer.NONE,
                new Invitation.Version("timetable", 0));
    }

    private String page(String query) {
        Message message = plain(7, "One", "Words");
        Letters.given(mailboxes, messages, message);
        var answer = pages.get()
                .uri(LIST + "/" + id(message) + query)
                .with(signedIn())
                .exchange();
        assertThat(answer).hasStatusOk();
        return new String(answer.getResponse().getContentAsByteArray(), StandardCharsets.UTF_8);
    }
}
