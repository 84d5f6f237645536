package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.answering.ExitMail;
import io.lettergate.answering.ListExit;
import io.lettergate.answering.ListLeaving;
import io.lettergate.answering.Receipts;
import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.Address;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Mailbox;
import io.lettergate.mail.MailboxRole;
import io.lettergate.mail.Message;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.mime.OutgoingAddress;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Invitations;
import io.lettergate.reading.Reading;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.outbox.Outbox;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class WishControllerTests {

    private static final Message MESSAGE =
            new Message(Samples.summary(), List.of(), null, List.of(), List.of(), List.of(), Map.of(), Map.of());
    private static final ListExit PAGE =
            new ListExit(ListExit.Way.PAGE, URI.create("https://lists.example/leave?u=1"), null);
    private static final ListExit ONE_CLICK =
            new ListExit(ListExit.Way.ONE_CLICK, URI.create("https://lists.example/leave?u=1"), null);

    private final MockMvcTester api;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Reading reading;
    private final Receipts receipts;
    private final ListLeaving leaving;
    private final Invitations invitations;
    private final Outbox outbox;

    WishControllerTests(
            MockMvcTester api,
            Mailboxes mailboxes,
            Messages messages,
            Reading reading,
            Receipts receipts,
            ListLeaving leaving,
            Invitations invitations,
            Outbox outbox) {
        this.api = api;
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.reading = reading;
        this.receipts = receipts;
        this.leaving = leaving;
        this.invitations = invitations;
        this.outbox = outbox;
    }

    @BeforeEach
    void thereIsAMessage() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(messages.open(Robin.ACCOUNT, Samples.REF)).thenReturn(MESSAGE);
        when(reading.of(any(), any(), any())).thenReturn(Extras.NONE);
        when(receipts.wanted(Robin.ACCOUNT, MESSAGE)).thenReturn(Optional.of("ada@vale.example"));
        lies(Samples.INBOX);
    }

    private void lies(Mailbox mailbox) {
        when(mailboxes.require(Robin.ACCOUNT, OpaqueId.of(Samples.REF.mailbox()).value()))
                .thenReturn(mailbox);
    }

    @Test
    void tellsWhatTheSenderWants() {
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(PAGE));

        assertThat(call("GET", "", "")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"receiptTo": "ada@vale.example",
                 "unsubscribe": {"way": "page", "where": "lists.example", "page": "https://lists.example/leave?u=1"}}""");

        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(ONE_CLICK));
        assertThat(call("GET", "", ""))
                .bodyJson()
                .doesNotHavePath("unsubscribe.page")
                .extractingPath("unsubscribe.way")
                .isEqualTo("oneClick");
    }

    @Test
    void whatLiesInJunkHasNoWishes() {
        var inbox = Samples.INBOX;
        lies(new Mailbox(inbox.name(), "/", MailboxRole.JUNK, true, inbox.status()));
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(ONE_CLICK));

        var told = call("GET", "", "");
        var left = call("POST", "/unsubscriptions", "");
        var sent = call("POST", "/receipts", "");

        assertThat(told).hasStatusOk().bodyJson().doesNotHavePath("receiptTo").doesNotHavePath("unsubscribe");
        assertThat(left).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("unsubscribe-not-offered");
        assertThat(sent).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("receipt-not-wanted");
        verify(receipts, never()).send(any(), any(), any());
    }

    @Test
    void readingAMessageSendsNoReceipt() {
        assertThat(call("GET", "?body=text", "")).hasStatusOk();

        verify(receipts, never()).send(any(), any());
        verify(receipts, never()).send(any(), any(), any());
    }

    @Test
    void sendsAReceiptWhenAsked() {
        when(receipts.send(eq(Robin.ACCOUNT), eq(MESSAGE), any())).thenReturn(Optional.of(submission()));

        var answer = call("POST", "/receipts", "");

        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Location", Robin.AT + "/submissions/" + submission().id());
        assertThat(answer).bodyJson().extractingPath("$.state").isEqualTo("queued");
    }

    @Test
    void sendsNoneThatNobodyWaitsFor() {
        when(receipts.wanted(Robin.ACCOUNT, MESSAGE)).thenReturn(Optional.empty());

        assertThat(call("POST", "/receipts", ""))
                .hasStatus(409)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\": \"receipt-not-wanted\", \"retryable\": false}");
        verify(receipts, never()).send(any(), any(), any());
    }

    @Test
    void aRepeatedRequestGetsTheAnswerOfThen() {
        when(outbox.made(eq(Robin.ACCOUNT), any())).thenReturn(Optional.of(submission()));

        var answer = api.post()
                .uri(Samples.MESSAGE + "/receipts")
                .header("Idempotency-Key", "1")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(202);
        verify(receipts, never()).send(any(), any(), any());
        verify(messages, never()).open(any(), any());
    }

    @Test
    void aRequestThatAnotherOneOvertookGetsItsAnswer() {
        when(outbox.made(eq(Robin.ACCOUNT), any())).thenReturn(Optional.empty()).thenReturn(Optional.of(submission()));
        when(receipts.wanted(Robin.ACCOUNT, MESSAGE)).thenReturn(Optional.empty());

        var answer = api.post()
                .uri(Samples.MESSAGE + "/receipts")
                .header("Idempotency-Key", "1")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(202);
    }

    @Test
    void ignoresAReceiptSoThatNobodyAsksAgain() {
        assertThat(call("DELETE", "/receipts", "")).hasStatus(204);

        verify(receipts).ignore(Robin.ACCOUNT, MESSAGE);
    }

    @Test
    void leavesAListByOneClick() throws ListLeaving.NotLeft {
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(ONE_CLICK));
        when(leaving.leave(Robin.ACCOUNT, MESSAGE, ONE_CLICK, null)).thenReturn(new ListLeaving.Left(null));

        assertThat(call("POST", "/unsubscriptions", ""))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("{\"way\": \"oneClick\"}");
    }

    @Test
    void leavesAListByMail() throws ListLeaving.NotLeft {
        var to = OutgoingAddress.of(new Address(null, "leave@lists.example"));
        var mail = new ListExit(ListExit.Way.MAIL, null, new ExitMail(to, "leave", ""));
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(mail));
        when(leaving.leave(Robin.ACCOUNT, MESSAGE, mail, null)).thenReturn(new ListLeaving.Left(submission()));

        var answer = call("POST", "/unsubscriptions", "");

        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Location", Robin.AT + "/submissions/" + submission().id());
        assertThat(answer).bodyJson().extractingPath("$.way").isEqualTo("mail");
    }

    @Test
    void saysSoWhereAPersonHasToOpenThePage() throws ListLeaving.NotLeft {
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(PAGE));

        var answer = call("POST", "/unsubscriptions", "");

        assertThat(answer).hasStatus(409).bodyJson().extractingPath("$.code").isEqualTo("unsubscribe-not-offered");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().contains("https://lists.example/leave?u=1");
        verify(leaving, never()).leave(any(), any(), any(), any());
    }

    @Test
    void saysSoWhereTheListSaysNo() throws ListLeaving.NotLeft {
        var refused = new ListLeaving.NotLeft("lists.example answered with error 404. You may still be on the list.");
        when(leaving.exit(MESSAGE)).thenReturn(Optional.of(ONE_CLICK));
        doThrow(refused).when(leaving).leave(any(), any(), any(), any());

        assertThat(call("POST", "/unsubscriptions", ""))
                .hasStatus(502)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"code": "unsubscribe-failed",
                 "detail": "lists.example answered with error 404. You may still be on the list."}""");
    }

    @Test
    void answersAnInvitationInWordsOfItsOwn() {
        when(invitations.answer(eq(Robin.ACCOUNT), eq(Samples.REF), eq(new PartNumber("2")), any()))
                .thenReturn(submission());

        var answer = call("POST", "/invitations/2/answers", "{\"answer\": \"declined\"}");

        assertThat(answer)
                .hasStatus(202)
                .hasHeader("Location", Robin.AT + "/submissions/" + submission().id());
        var said = ArgumentCaptor.forClass(Invitations.Reply.class);
        verify(invitations).answer(any(), any(), any(), said.capture());
        assertThat(said.getValue().answer()).isEqualTo(Answer.DECLINED);
        assertThat(said.getValue().subject()).isEqualTo("Declined: Boats on Tuesday");
        assertThat(said.getValue().text()).contains("Boats on Tuesday");
    }

    @Test
    void answersAnInvitationInTheCallersWords() {
        when(invitations.answer(any(), any(), any(), any())).thenReturn(submission());

        assertThat(call(
                        "POST",
                        "/invitations/2/answers",
                        "{\"answer\": \"accepted\", \"subject\": \"Yes\", \"text\": \"I come.\"}"))
                .hasStatus(202);

        var said = ArgumentCaptor.forClass(Invitations.Reply.class);
        verify(invitations).answer(any(), any(), any(), said.capture());
        assertThat(said.getValue()).isEqualTo(new Invitations.Reply(Answer.ACCEPTED, "Yes", "I come.", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"answer\": \"none\"}", "{\"answer\": \"maybe\"}", "{\"answer\": null}"})
    void refusesAnswersThatThereAreNot(String body) {
        var answer = call("POST", "/invitations/2/answers", body);

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].pointer")
                .isEqualTo("/answer");
        verify(invitations, never()).answer(any(), any(), any(), any());
    }

    @Test
    void saysSoWhereThereIsNothingToAnswer() {
        when(invitations.answer(any(), any(), any(), any())).thenThrow(new MailFailure.NoSuchPart());

        assertThat(call("POST", "/invitations/9/answers", "{\"answer\": \"accepted\"}"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("no-such-part");
    }

    private static Submission submission() {
        return new Submission(
                new SubmissionId(UUID.fromString("0b9a1f9e-3c1d-4a52-9d3e-6f1d2c3b4a59")),
                Robin.ACCOUNT.id(),
                Submission.State.QUEUED,
                MailPath.NOBODY,
                List.of(new Recipient(MailPath.of("ada@vale.example"), Recipient.Outcome.WAITING, null)),
                "Read",
                null,
                123,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                0,
                null,
                Submission.Copy.NONE,
                null);
    }

    private MvcTestResult call(String method, String path, String body) {
        var request = api.method(HttpMethod.valueOf(method))
                .uri(Samples.MESSAGE + path)
                .with(Robin.signedIn());
        return body.isEmpty()
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON).content(body).exchange();
    }
}
