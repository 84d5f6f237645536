package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class ApiEntryPointTests {

    private static final Endpoint SERVER = new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS);

    private final ApiEntryPoint entryPoint = new ApiEntryPoint(JsonMapper.shared(), new ApiSettings(true));

    static Stream<MailFailure> failures() {
        return Stream.of(
                new MailFailure.ServerUnreachable(SERVER, "refused", null),
                new MailFailure.ServerSlow(SERVER, null),
                new MailFailure.TlsFailed(SERVER, "expired", null),
                new MailFailure.ServerUnreadable("imap.vale.example", "noise", null),
                new MailFailure.AccountBusy(),
                new MailFailure.PolicyRefused("imap.vale.example", "why"),
                new MailFailure.SignInRefused("imap.vale.example", "No"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void callsRetryableOnlyWhatPassesByItself(MailFailure failure) throws IOException {
        var response = new MockHttpServletResponse();

        entryPoint.commence(new MockHttpServletRequest(), response, new SignInFailed(failure));

        var problem = JsonMapper.shared().readTree(response.getContentAsByteArray());
        assertThat(problem.path("retryable").booleanValue()).isEqualTo(failure.retryAfter() != null);
        assertThat(response.containsHeader("Retry-After")).isEqualTo(failure.retryAfter() != null);
    }
}
