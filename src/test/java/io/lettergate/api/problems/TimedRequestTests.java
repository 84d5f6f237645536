package io.lettergate.api.problems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

class TimedRequestTests {

    @Test
    @DisplayName("R81 a body that drips is waited for only so long")
    void aBodyThatDripsIsWaitedForOnlySoLong() throws IOException {
        var body = new TimedRequest(request(new Drip()), Duration.ofMillis(100)).getInputStream();

        assertThatThrownBy(body::readAllBytes).isInstanceOf(TooSlowException.class);
    }

    @Test
    void whatComesInTimeComesWhole() throws IOException {
        var request = new MockHttpServletRequest();
        request.setContent("harbour".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(new TimedRequest(request).getInputStream().readAllBytes())
                .asString()
                .isEqualTo("harbour");
    }

    @Test
    @DisplayName("R81 a caller who falls silent within a body is told so")
    void aSilentCallerIsTold() throws ServletException, IOException {
        var silent = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketTimeoutException("nothing came");
            }
        };
        var request = request(silent);
        request.setRequestURI("/api/v1/session");
        var response = new MockHttpServletResponse();

        new Patience(JsonMapper.shared())
                .doFilter(
                        request,
                        response,
                        (passed, ignored) -> passed.getInputStream().readAllBytes());

        assertThat(response.getStatus()).isEqualTo(408);
        assertThat(response.getContentAsString()).contains("request-too-slow", "too long");
    }

    private static MockHttpServletRequest request(InputStream body) {
        return new MockHttpServletRequest("POST", "/api/v1/session") {
            @Override
            public ServletInputStream getInputStream() {
                return new DelegatingServletInputStream(body);
            }
        };
    }

    /** An octet now and then, without end. */
    private static final class Drip extends InputStream {

        @Override
        public int read() {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
            return 'x';
        }

        @Override
        public int read(byte[] target, int from, int most) {
            target[from] = (byte) read();
            return 1;
        }
    }
}
