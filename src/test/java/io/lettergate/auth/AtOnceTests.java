package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.Protocol;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.databind.json.JsonMapper;

class AtOnceTests {

    private final AtOnce filter = new AtOnce(new ApiEntryPoint(JsonMapper.shared(), new ApiSettings(true)));

    @AfterEach
    void leave() {
        SecurityContextHolder.clearContext();
    }

    @Test
    @DisplayName("R81 one person has only so many calls in the works, and others are not kept waiting by them")
    void onePersonHasOnlySoManyCallsInTheWorks() throws ServletException, IOException {
        var robin = person("robin@vale.example");
        var sam = person("sam@vale.example");
        var refused = new MockHttpServletResponse();
        var others = new MockHttpServletResponse();

        nested(AtOnce.MOST, robin, () -> {
            ask(robin, refused, (request, response) -> {});
            ask(sam, others, (request, response) -> ((MockHttpServletResponse) response).setStatus(204));
        });

        assertThat(refused.getStatus()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("too-many-at-once", "Wait for their answers.");
        assertThat(others.getStatus()).isEqualTo(204);
    }

    @Test
    void whatHasEndedCountsNoMore() throws ServletException, IOException {
        var robin = person("robin@vale.example");
        var after = new MockHttpServletResponse();
        for (int times = 0; times < 3 * AtOnce.MOST; times++) {
            ask(robin, after, (request, response) -> {});
        }

        assertThat(after.getStatus()).isEqualTo(200);
    }

    @Test
    void strangersAreNotCounted() throws ServletException, IOException {
        var answer = new MockHttpServletResponse();

        nested(2 * AtOnce.MOST, null, () -> ask(null, answer, (request, response) -> {}));

        assertThat(answer.getStatus()).isEqualTo(200);
    }

    /** Does the work inside so many requests of somebody, each of which waits for the next. */
    private void nested(int depth, SignedIn person, Work work) throws ServletException, IOException {
        if (depth == 0) {
            work.run();
            return;
        }
        ask(person, new MockHttpServletResponse(), (request, response) -> nested(depth - 1, person, work));
    }

    private void ask(SignedIn person, MockHttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SecurityContextHolder.clearContext();
        if (person != null) {
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken(person, null, "ROLE_USER"));
        }
        filter.doFilter(new MockHttpServletRequest("GET", "/api/v1/accounts"), response, chain);
    }

    private static SignedIn person(String address) {
        return new SignedIn(new Account(
                AccountId.random(),
                address,
                address,
                Protocol.IMAP,
                new Endpoint("imap.vale.example", 993, Encryption.TLS)));
    }

    private interface Work {
        void run() throws ServletException, IOException;
    }
}
