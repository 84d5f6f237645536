package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class LargeFormsTests {

    private static final String FORM = "multipart/form-data; boundary=b";

    private final LargeForms forms = new LargeForms();

    @Test
    void takesFilesFromWhoIsSignedIn() throws Exception {
        var request = form(FORM, 2_000_000);
        request.getSession()
                .setAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, new SecurityContextImpl());

        assertThat(status(request)).isEqualTo(200);
    }

    @Test
    @DisplayName("R46 nothing of a stranger's large form is written to disk")
    void takesNoneFromStrangers() throws Exception {
        assertThat(status(form(FORM, 2_000_000))).isEqualTo(413);
        assertThat(status(form(" Multipart/Mixed; boundary=b", 2_000_000))).isEqualTo(413);
        assertThat(status(form(FORM, -1))).isEqualTo(413);
    }

    @Test
    void takesNoneFromWhoHasASessionAlone() throws Exception {
        var request = form(FORM, 2_000_000);
        request.getSession();

        assertThat(status(request)).isEqualTo(413);
    }

    @Test
    void letsSmallFormsAndOtherBodiesPass() throws Exception {
        assertThat(status(form(FORM, 1000))).isEqualTo(200);
        assertThat(status(form("message/rfc822", 2_000_000))).isEqualTo(200);
        assertThat(status(form(null, 0))).isEqualTo(200);
    }

    private int status(MockHttpServletRequest request) throws Exception {
        var response = new MockHttpServletResponse();
        forms.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    private static MockHttpServletRequest form(String type, int length) {
        var request = new MockHttpServletRequest("POST", "/write");
        request.setContentType(type);
        if (length >= 0) {
            request.setContent(new byte[length]);
        }
        return request;
    }
}
