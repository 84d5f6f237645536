package io.lettergate.api.submissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.OutgoingServers;
import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.auth.Scope;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.NewSubmission;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Submission;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.outbox.Outbox;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class SubmissionControllerTests {

    private static final String AT = Robin.AT + "/submissions";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String MESSAGE = "From: robin@vale.example\r\nTo: ada@vale.example\r\n\r\nHello\r\n";

    private final MockMvcTester api;
    private final Outbox outbox;
    private final OutgoingServers servers;

    SubmissionControllerTests(MockMvcTester api, Outbox outbox, OutgoingServers servers) {
        this.api = api;
        this.outbox = outbox;
        this.servers = servers;
    }

    private static Submission submission(State state) {
        return new Submission(
                new SubmissionId(UUID.fromString("0b9a1f9e-3c1d-4a52-9d3e-6f1d2c3b4a59")),
                Robin.ACCOUNT.id(),
                state,
                MailPath.of("robin@vale.example"),
                List.of(new Recipient(MailPath.of("ada@vale.example"), Recipient.Outcome.REFUSED, "550 no Ada")),
                "Apples",
                "<apples@vale.example>",
                123,
                NOON,
                NOON,
                null,
                null,
                1,
                "Not sent to ada@vale.example: 550 no Ada",
                Copy.WANTED,
                null);
    }

    private MvcTestResult post(String path, String key) {
        return api.post()
                .uri(path)
                .contentType("message/rfc822")
                .content(MESSAGE)
                .header("Idempotency-Key", key)
                .with(Robin.signedIn())
                .exchange();
    }

    @Test
    void takesAMessage() {
        var seen = new AtomicReference<NewSubmission>();
        when(outbox.submitWhole(eq(Robin.ACCOUNT), any(), any())).thenAnswer(call -> {
            UnaryOperator<NewSubmission> terms = call.getArgument(2);
            seen.set(terms.apply(NewSubmission.of(MailPath.NOBODY, List.of(), call.getArgument(1, InputStream.class))));
            return submission(State.HELD);
        });

        var answer = post(AT + "?undoSeconds=10&sendAt=2026-11-22T07:00:00Z&saveCopy=false", "k1");

        assertThat(answer).hasStatus(202).hasHeader("Location", AT + "/0b9a1f9e-3c1d-4a52-9d3e-6f1d2c3b4a59");
        assertThat(seen.get().sendAt()).isEqualTo(Instant.parse("2026-11-22T07:00:00Z"));
        assertThat(seen.get().undo()).isEqualTo(Duration.ofSeconds(10));
        assertThat(seen.get().filesCopy()).isFalse();
        assertThat(seen.get().request()).isNotNull();
        assertThat(answer).doesNotContainHeader("Idempotency-Replayed");
    }

    @Test
    void refusesAKeyOfAnotherRequest() {
        when(outbox.submitWhole(any(), any(), any())).thenThrow(new MailFailure.KeyUsed());

        var answer = post(AT, "k1");

        assertThat(answer).hasStatus(422).bodyJson().extractingPath("code").isEqualTo("idempotency-key-used");
    }

    @Test
    void refusesAKeyThatIsNone() {
        var answer = post(AT, "k".repeat(256));

        assertThat(answer)
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].parameter")
                .isEqualTo("Idempotency-Key");
        verifyNoInteractions(outbox);
    }

    @Test
    @DisplayName("R82 who sent too much is told when to try again")
    void tellsWhenToTryAgain() {
        when(outbox.submitWhole(any(), any(), any()))
                .thenThrow(MailFailure.TooManySent.messages(200, Duration.ofMinutes(12)));

        var answer = post(AT, "k1");

        assertThat(answer)
                .hasStatus(429)
                .hasHeader("Retry-After", "720")
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"code": "too-many-sent", "retryable": true,
                         "detail": "No more than 200 messages are sent for you in an hour. Nothing is lost. Please try again in 13 minutes."}""");
    }

    @Test
    void tellsWhatTheServerSaidOfEach() {
        var failed = submission(State.FAILED);
        when(outbox.require(Robin.ACCOUNT, failed.id().toString())).thenReturn(failed);

        var answer =
                api.get().uri(AT + "/" + failed.id()).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"state": "failed", "subject": "Apples", "copy": "wanted",
                 "recipients": [{"address": "ada@vale.example", "state": "refused", "response": "550 no Ada"}]}""");
    }

    @Test
    void cancelsAndSendsAgain() {
        var held = submission(State.HELD);
        when(outbox.require(Robin.ACCOUNT, held.id().toString())).thenReturn(held);
        when(outbox.cancel(Robin.ACCOUNT, held)).thenReturn(submission(State.CANCELLED));
        when(outbox.resend(Robin.ACCOUNT, held)).thenThrow(new MailFailure.SubmissionUnderWay("It is on its way."));

        var cancelled =
                api.delete().uri(AT + "/" + held.id()).with(Robin.signedIn()).exchange();
        var again = api.post()
                .uri(AT + "/" + held.id() + "/resends")
                .with(Robin.signedIn())
                .exchange();

        assertThat(cancelled).hasStatusOk().bodyJson().extractingPath("state").isEqualTo("cancelled");
        assertThat(again).hasStatus(409).bodyJson().extractingPath("code").isEqualTo("submission-under-way");
    }

    @Test
    void explainsWhatCannotBeSent() {
        when(outbox.submitWhole(any(), any(), any()))
                .thenThrow(new MailFailure.RecipientMissing())
                .thenThrow(new MailFailure.RecipientInvalid("ada\r\nRCPT"))
                .thenThrow(new MailFailure.MessageUnfit("it holds a NUL"))
                .thenThrow(new IllegalArgumentException("A message can be held back for up to 600 seconds"));

        assertThat(post(AT, "a"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("recipient-missing");
        assertThat(post(AT, "b"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("address-invalid");
        assertThat(post(AT, "c"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("message-unfit");
        assertThat(post(AT, "d")).hasStatus(400);
    }

    @Test
    void sendsForNobodyWhoMayOnlyRead() {
        var answer = api.post()
                .uri(AT)
                .contentType("message/rfc822")
                .content(MESSAGE)
                .with(Robin.byToken(Scope.MAIL_READ, Scope.MAIL_WRITE))
                .exchange();

        assertThat(answer).hasStatus(403);
        verifyNoInteractions(outbox);
    }

    @Test
    void choosesAServerAfterASignIn() {
        var access = new OutgoingAccess(new Endpoint("smtp.vale.example", 587, Encryption.STARTTLS), "robin");
        when(servers.of(Robin.ACCOUNT)).thenReturn(Optional.of(access));

        var chosen = api.put()
                .uri(Robin.AT + "/outgoing")
                .contentType(MediaType.APPLICATION_JSON)
                .content(
                        "{\"server\": {\"host\": \"smtp.vale.example\", \"encryption\": \"starttls\"}, \"userName\": \"robin\"}")
                .with(Robin.signedIn())
                .exchange();
        var known = api.get().uri(Robin.AT + "/outgoing").with(Robin.signedIn()).exchange();

        assertThat(chosen).hasStatusOk();
        verify(servers).choose(Robin.ACCOUNT, access);
        assertThat(known).bodyJson().extractingPath("server.port").isEqualTo(587);
    }
}
