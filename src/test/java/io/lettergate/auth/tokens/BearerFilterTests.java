package io.lettergate.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.lettergate.auth.ApiSettings;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.AuthenticationException;

class BearerFilterTests {

    private final AtomicReference<@Nullable AuthenticationException> refused = new AtomicReference<>();

    @Test
    @DisplayName("R63 an operator can switch HTTP Basic off, so that only tokens are taken")
    void refusesBasicWhereItIsOff() throws Exception {
        var chain = new MockFilterChain();

        filter(false).doFilter(request("Basic cm9iaW46ZGVtbw=="), new MockHttpServletResponse(), chain);

        assertThat(refused.get()).isInstanceOf(InsufficientAuthenticationException.class);
        assertThat(chain.getRequest()).isNull();
    }

    @Test
    void leavesBasicToOthersWhereItIsOn() throws Exception {
        var chain = new MockFilterChain();

        filter(true).doFilter(request("Basic cm9iaW46ZGVtbw=="), new MockHttpServletResponse(), chain);

        assertThat(chain.getRequest()).isNotNull();
    }

    @Test
    void takesOneProofOnly() throws Exception {
        var request = request("Basic cm9iaW46ZGVtbw==");
        request.addHeader("Authorization", "Bearer lgt_x");

        filter(true).doFilter(request, new MockHttpServletResponse(), new MockFilterChain());

        assertThat(refused.get()).hasMessageContaining("once");
    }

    private BearerFilter filter(boolean basic) {
        return new BearerFilter(
                mock(TokenSignIn.class),
                (request, response, failure) -> refused.set(failure),
                new ApiSettings(basic),
                Clock.systemUTC());
    }

    private static MockHttpServletRequest request(String proof) {
        var request = new MockHttpServletRequest("GET", "/api/v1/session");
        request.addHeader("Authorization", proof);
        return request;
    }
}
