package io.lettergate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class StepUpTests {

    private final StepUp stepUp = StepUp.before(
            "/settings/tokens", "* /api/v1/tokens/**", "GET /settings/tokens/new", "POST /boxes/{box}/files");

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/tokens, true",
        "DELETE, /api/v1/tokens/7, true",
        "GET, /api/v1/tokens, false",
        "HEAD, /api/v1/tokens, false",
        "GET, /settings/tokens/new, true",
        "POST, /settings/tokens/new, false",
        "POST, /api/v1/token, false"
    })
    void guardsWhatItNames(String method, String path, boolean guarded) {
        assertThat(stepUp.pageFor(new MockHttpServletRequest(method, path)).isPresent())
                .isEqualTo(guarded);
    }

    @Test
    void leadsBackToThePageOfTheSameThing() {
        var boxes = StepUp.before("/boxes/{box}", "POST /boxes/{box}/files");

        assertThat(boxes.pageFor(new MockHttpServletRequest("POST", "/boxes/a7/files")))
                .contains("/boxes/a7");
    }

    @Test
    void refusesWhatIsNoCall() {
        assertThatIllegalArgumentException().isThrownBy(() -> StepUp.before("/", "/api/v1/tokens"));
    }
}
