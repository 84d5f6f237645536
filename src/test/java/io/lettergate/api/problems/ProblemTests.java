package io.lettergate.api.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mailbox.Mailboxes;
import java.io.EOFException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
@ExtendWith(OutputCaptureExtension.class)
class ProblemTests {

    private static final Endpoint SERVER = new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS);

    private final MockMvcTester api;
    private final Mailboxes mailboxes;

    ProblemTests(MockMvcTester api, Mailboxes mailboxes) {
        this.api = api;
        this.mailboxes = mailboxes;
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new MailFailure.SignInRefused("imap.vale.example", "No"), 424, "upstream-auth-failed"),
                Arguments.of(new MailFailure.SignInNeeded(), 401, "sign-in-needed"),
                Arguments.of(new MailFailure.DomainUnknown("hill.example"), 422, "domain-unknown"),
                Arguments.of(new MailFailure.AddressInvalid(), 422, "address-invalid"),
                Arguments.of(new MailFailure.MaildropLocked("h", "busy"), 503, "account-busy"),
                Arguments.of(new MailFailure.SignedInTooSoon("h", "wait", Duration.ZERO), 503, "account-busy"),
                Arguments.of(new MailFailure.ServerUnavailable("h", "later"), 502, "upstream-unreachable"),
                Arguments.of(new MailFailure.MaildropClosed("h", "never"), 409, "upstream-refused"),
                Arguments.of(new MailFailure.ServerUnreachable(SERVER, "refused", null), 502, "upstream-unreachable"),
                Arguments.of(new MailFailure.ServerSlow(SERVER, null), 504, "upstream-timeout"),
                Arguments.of(new MailFailure.TlsFailed(SERVER, "expired", null), 502, "upstream-tls"),
                Arguments.of(
                        new MailFailure.ServerUnreadable("imap.vale.example", "noise", null),
                        502,
                        "upstream-unreadable"),
                Arguments.of(new MailFailure.ServerRefused("imap.vale.example", "No"), 409, "upstream-refused"),
                Arguments.of(new MailFailure.AccountBusy(), 503, "account-busy"),
                Arguments.of(new MailFailure.StoreFull(null), 503, "store-full"),
                Arguments.of(new MailFailure.CopyDamaged(null), 410, "copy-damaged"),
                Arguments.of(new MailFailure.TooManyConnections("imap.vale.example", "No"), 503, "account-busy"),
                Arguments.of(new MailFailure.PolicyRefused("imap.vale.example", "why"), 422, "host-not-allowed"),
                Arguments.of(new MailFailure.SignInUnsupported("imap.vale.example", "why"), 424, "sign-in-unsupported"),
                Arguments.of(new MailFailure.NoSuchMailbox(), 404, "no-such-mailbox"),
                Arguments.of(new MailFailure.MailboxReset(), 410, "message-gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void explainsEveryFailureOfMail(MailFailure failure, int status, String code) {
        var answer = failing(failure);

        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        assertThat(answer).hasHeader("Cache-Control", "no-store");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"type": "/api/docs/problems#%s", "code": "%s", "status": %d, "detail": "%s", "retryable": %b}""".formatted(
                        code, code, status, failure.sentence(), failure.retryAfter() != null));
    }

    @Test
    void saysWhenToTryAgain() {
        var answer = failing(new MailFailure.ServerUnreachable(SERVER, "refused", null));

        assertThat(answer).hasHeader("Retry-After", "30");
    }

    @Test
    void passesOnWhatTheMailServerSaid() {
        var answer = failing(new MailFailure.ServerRefused("imap.vale.example", "Over quota"));

        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"upstream": {"host": "imap.vale.example", "response": "Over quota"}}""");
        assertThat(answer).doesNotContainHeader("Retry-After");
    }

    @Test
    @DisplayName("R73 a fault of ours shows nothing of itself, and is found in the log")
    void hidesAFaultOfOursButNamesItsPlaceInTheLog(CapturedOutput log) {
        var answer = failing(new IllegalStateException("secret detail"));

        assertThat(answer).hasStatus(500).hasContentType("application/problem+json");
        assertThat(answer).bodyText().doesNotContain("secret", "Exception");
        assertThat(answer)
                .bodyJson()
                .extractingPath("requestId")
                .asString()
                .satisfies(id -> assertThat(log).contains(id).contains("secret detail"));
    }

    @Test
    void makesNoFussOfACallerWhoHangsUp(CapturedOutput log) {
        var answer = failing(new UncheckedIOException(new EOFException("gone away")));

        assertProblem(answer, 400, "bad-request");
        assertThat(log).doesNotContain("gone away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v2/session", "/api/nothing", "/api"})
    void answersAnUnknownAddressAsAProblem(String address) {
        var answer = api.get()
                .uri(address)
                .header("Accept", "text/html,*/*")
                .with(Robin.signedIn())
                .exchange();

        assertProblem(answer, 404, "not-found");
    }

    @Test
    void answersAnUnknownMethodAsAProblem() {
        var answer = api.post().uri("/api/v1/session").with(Robin.signedIn()).exchange();

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer).hasHeader("Allow", "GET");
    }

    @Test
    void answersAnUnknownTypeAsAProblem() {
        var answer = api.get()
                .uri("/api/v1/session")
                .header("Accept", "text/html")
                .with(Robin.signedIn())
                .exchange();

        assertProblem(answer, 406, "not-acceptable");
    }

    private MvcTestResult failing(RuntimeException failure) {
        when(mailboxes.all(Robin.ACCOUNT)).thenThrow(failure);
        return api.get().uri(Robin.AT + "/mailboxes").with(Robin.signedIn()).exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo(code);
    }
}
