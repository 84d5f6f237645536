package io.lettergate.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.problems.ProblemKind;
import java.io.UnsupportedEncodingException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ApiTest
class DocsTests {

    private final MockMvcTester api;

    DocsTests(MockMvcTester api) {
        this.api = api;
    }

    @Test
    void explainsEveryOperationWithALineToCopy() throws UnsupportedEncodingException {
        var page = page("/api/docs");

        assertThat(page)
                .contains("id=\"listMessages\"", "id=\"changeMessage\"", "id=\"getPart\"", "id=\"shape-Mailbox\"")
                .contains("curl -u robin@vale.example:demo &quot;http://localhost:8080/api/v1/accounts/$ACCOUNT&quot;");
    }

    @Test
    void explainsEveryProblemUnderItsCode() throws UnsupportedEncodingException {
        var page = page("/api/docs/problems");

        assertThat(ProblemKind.values())
                .allSatisfy(kind -> assertThat(page).contains("id=\"" + kind.code() + "\"", kind.title()));
    }

    @Test
    void loadsNothingButOneStyleSheetOfOurs() throws UnsupportedEncodingException {
        var loads =
                Pattern.compile("<script|<img|<iframe|\\ssrc=|\\sstyle=|<link[^>]*href=\"(?!/api/docs/style.css\")");

        assertThat(page("/api/docs")).doesNotContainPattern(loads);
        assertThat(page("/api/docs/problems")).doesNotContainPattern(loads);
    }

    @Test
    void hasItsStyleSheet() {
        var sheet = api.get().uri("/api/docs/style.css").with(Robin.signedIn()).exchange();

        assertThat(sheet).hasStatusOk().hasContentType("text/css").bodyText().contains("color-scheme: light dark");
    }

    @Test
    void leadsEveryInnerLinkSomewhere() throws UnsupportedEncodingException {
        var page = page("/api/docs");

        var links =
                Pattern.compile("href=\"#([^\"]+)\"").matcher(page).results().map(link -> link.group(1));

        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(page).contains("id=\"" + link + "\""));
    }

    private String page(String path) throws UnsupportedEncodingException {
        var result = api.get().uri(path).with(Robin.signedIn()).exchange();
        assertThat(result).hasStatusOk();
        assertThat(result.getResponse().getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'self';");
        return result.getResponse().getContentAsString();
    }
}
