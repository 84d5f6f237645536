package io.lettergate.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.problems.ProblemKind;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    void leavesNoOperationOut() throws UnsupportedEncodingException {
        var contract = JsonMapper.shared().readTree(text("/api/v1/openapi.json"));
        var page = page("/api/docs");

        var declared = contract.path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asString())
                .toList();

        assertThat(operations(contract)).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.path("tags").valueStream().map(JsonNode::asString))
                    .isNotEmpty()
                    .isSubsetOf(declared);
            assertThat(page).contains("id=\"" + operation.path("operationId").asString() + "\"");
        });
    }

    @Test
    void showsABodyThatTheOperationTakes() throws UnsupportedEncodingException {
        var page = page("/api/docs").replace("&quot;", "\"").replace("&#39;", "'");

        assertThat(page)
                .contains(
                        "-X POST -H 'Content-Type: message/rfc822' --data-binary @message.eml \"http://localhost:8080/api/v1/accounts/$ACCOUNT/mailboxes/$MAILBOX/messages\"",
                        "-X POST -H 'Content-Type: application/json' -d '{\"name\":\"Harbour\"}' \"http://localhost:8080/api/v1/accounts/$ACCOUNT/mailboxes\"",
                        "-X PATCH -H 'Content-Type: application/json' -d '{\"keywords\":{\"$seen\":true}}' \"http://localhost:8080/api/v1/accounts/$ACCOUNT/messages/$ID\"")
                .doesNotContain("@body", "/{searchId}\"");
    }

    @Test
    void givesExamplesOfFieldsThatExist() throws UnsupportedEncodingException {
        var contract = JsonMapper.shared().readTree(text("/api/v1/openapi.json"));

        var bodies = contract.path("components").path("schemas").valueStream().filter(schema -> schema.has("example"));

        assertThat(bodies)
                .hasSize(23)
                .allSatisfy(schema -> assertThat(schema.path("example").propertyNames())
                        .isNotEmpty()
                        .isSubsetOf(schema.path("properties").propertyNames()));
    }

    @Test
    void theTableOfErrorsIsWhole() throws IOException {
        var rows = Files.readAllLines(Path.of("docs/api/errors.md")).stream()
                .filter(line -> line.matches("\\| \\d.*"))
                .toList();

        var told = rows.stream().flatMap(row -> codes(row.split("\\|")[2])).toList();

        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemKind.values())
                        .map(ProblemKind::code)
                        .toList());
        assertThat(ProblemKind.values())
                .allSatisfy(kind -> assertThat(rows)
                        .anyMatch(row -> row.contains("`" + kind.code() + "`")
                                && row.split("\\|")[1].contains(
                                        "" + kind.status().value())));
    }

    private static Stream<String> codes(String cell) {
        return Pattern.compile("`([^`]+)`").matcher(cell).results().map(code -> code.group(1));
    }

    private static List<JsonNode> operations(JsonNode contract) {
        return contract.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private String text(String path) throws UnsupportedEncodingException {
        return api.get()
                .uri(path)
                .with(Robin.signedIn())
                .exchange()
                .getResponse()
                .getContentAsString();
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
