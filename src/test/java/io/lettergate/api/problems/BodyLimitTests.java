package io.lettergate.api.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verifyNoInteractions;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.mailbox.MailboxChanges;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class BodyLimitTests {

    private static final int MOST = 1 << 20;
    private static final String PATH = "/api/v1/accounts/a/mailboxes";

    private final MockMvcTester api;
    private final MailboxChanges changes;

    BodyLimitTests(MockMvcTester api, MailboxChanges changes) {
        this.api = api;
        this.changes = changes;
    }

    @Test
    @DisplayName("R81 a large body is refused in the whole API")
    void refusesALargeBodyInTheWholeApi() {
        var answer = api.post()
                .uri(Robin.AT + "/mailboxes")
                .contentType("application/json")
                .content("{\"name\":\"" + "x".repeat(MOST) + "\"}")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(413).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"type": "/api/docs/problems#request-too-large", "code": "request-too-large", "retryable": false}""");
        verifyNoInteractions(changes);
    }

    @ParameterizedTest
    @CsvSource({"1048576, 200", "1048577, 413"})
    void countsWhatComesWithoutALength(int size, int status) throws IOException, ServletException {
        var chain = new MockFilterChain();
        var response = new MockHttpServletResponse();

        limit().doFilter(chunked("application/json", size, new AtomicLong()), response, chain);

        assertThat(response.getStatus()).isEqualTo(status);
        var passed = chain.getRequest();
        assertThat(passed != null).isEqualTo(status == 200);
        if (passed != null) {
            assertThat(passed.getInputStream().readAllBytes()).hasSize(size);
        }
    }

    @Test
    void readsNoMoreThanItNeedsToRefuse() throws IOException, ServletException {
        var read = new AtomicLong();

        limit().doFilter(
                        chunked("application/json", 2L << 30, read),
                        new MockHttpServletResponse(),
                        new MockFilterChain());

        assertThat(read.get()).isBetween((long) MOST, 2L * MOST);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/accounts/a/mailboxes/b/messages, message/rfc822",
        "/api/v1/accounts/a/mailboxes/b/messages, Message/RFC822; charset=utf-8",
        "/mail/a/b, text/plain"
    })
    void leavesMessagesAndPagesToTheirOwnLimits(String path, String type) throws IOException, ServletException {
        var read = new AtomicLong();
        var request = chunked(type, 2L << 30, read);
        request.setRequestURI(path);
        var chain = new MockFilterChain();

        limit().doFilter(request, new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isSameAs(request);
        assertThat(read).hasValue(0);
    }

    @Test
    void hidesNothingBehindEscapes() throws IOException, ServletException {
        var request = chunked("application/json", 2L << 30, new AtomicLong());
        request.setRequestURI("/api/%761/session");
        var response = new MockHttpServletResponse();

        limit().doFilter(request, response, new MockFilterChain());

        assertThat(response.getStatus()).isEqualTo(413);
    }

    private static BodyLimit limit() {
        return new BodyLimit(JsonMapper.shared());
    }

    private static MockHttpServletRequest chunked(String type, long size, AtomicLong read) {
        var body = new DelegatingServletInputStream(new Spaces(size, read));
        var request = new MockHttpServletRequest("POST", PATH) {
            @Override
            public DelegatingServletInputStream getInputStream() {
                return body;
            }
        };
        request.setContentType(type);
        return request;
    }

    /** So many spaces, which need no memory. */
    private static final class Spaces extends InputStream {

        private final long size;
        private final AtomicLong read;

        Spaces(long size, AtomicLong read) {
            this.size = size;
            this.read = read;
        }

        @Override
        public int read() {
            return read.get() == size ? -1 : taken(1) * ' ';
        }

        @Override
        public int read(byte[] target, int from, int most) {
            var count = (int) Math.min(most, size - read.get());
            Arrays.fill(target, from, from + count, (byte) ' ');
            return count == 0 && most > 0 ? -1 : taken(count);
        }

        private int taken(int count) {
            read.addAndGet(count);
            return count;
        }
    }
}
