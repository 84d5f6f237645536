package io.lettergate.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.exporting.Exporting;
import io.lettergate.exporting.Format;
import io.lettergate.mail.MailFailure;
import io.lettergate.moving.Copying;
import io.lettergate.operations.Operations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class OperationControllerTests {

    private static final List<io.lettergate.accounts.AccountId> MINE = List.of(Robin.ACCOUNT.id());

    private final MockMvcTester api;
    private final Operations operations;
    private final Exporting exporting;
    private final Copying copying;

    OperationControllerTests(MockMvcTester api, Operations operations, Exporting exporting, Copying copying) {
        this.api = api;
        this.operations = operations;
        this.exporting = exporting;
        this.copying = copying;
    }

    @Test
    void tellsHowFarAnOperationIs() {
        var operation = Sample.operation("copy");
        when(operations.require(MINE, operation.id().toString())).thenReturn(operation);

        var answer = get("/api/v1/operations/" + operation.id());

        assertThat(answer).hasStatusOk();
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"kind": "copy", "state": "running", "done": 5, "total": 10, "message": "INBOX",
                 "details": {"copied": 5}, "ending": false, "startedAt": "2026-11-22T12:00:00Z"}""");
        assertThat(answer).bodyText().doesNotContain("wanted", "endedAt");
    }

    @Test
    void listsThoseOfTheCaller() {
        when(operations.of(MINE)).thenReturn(List.of(Sample.operation("copy"), Sample.operation("export")));

        assertThat(get("/api/v1/operations"))
                .bodyJson()
                .extractingPath("items")
                .asArray()
                .hasSize(2);
    }

    @Test
    void endsOne() {
        var operation = Sample.operation("copy");
        when(operations.require(MINE, operation.id().toString())).thenReturn(operation);
        when(operations.cancel(operation)).thenReturn(operation);

        var answer = api.delete()
                .uri("/api/v1/operations/" + operation.id())
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("state").isEqualTo("running");
    }

    @Test
    void anUnknownOneIsNone() {
        when(operations.require(MINE, "7")).thenThrow(new MailFailure.NoSuchOperation());

        assertThat(get("/api/v1/operations/7"))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("no-such-operation");
    }

    @Test
    void aCopyNeedsAnotherAccountOfTheCaller() {
        for (var body : List.of(
                "{}",
                "{\"to\": \"" + Robin.ACCOUNT.id() + "\"}",
                "{\"to\": \"00000000-0000-0000-0000-000000000000\"}")) {
            assertThat(post("/copies", body).getResponse().getStatus()).as(body).isBetween(400, 499);
            assertThat(post("/copies/plans", body).getResponse().getStatus())
                    .as(body)
                    .isBetween(400, 499);
        }
        verifyNoInteractions(copying);
    }

    @Test
    void beginsAnExport() {
        var operation = Sample.operation("export");
        when(exporting.start(eq(Robin.ACCOUNT.id()), eq(Robin.ACCOUNT), any(), eq(Format.MBOX)))
                .thenReturn(operation);

        assertThat(post("/exports", "{\"format\": \"mbox\"}"))
                .hasStatus(202)
                .hasHeader("Location", "/api/v1/operations/" + operation.id());
    }

    @Test
    void anExportHasAFormat() {
        assertThat(post("/exports", "{\"format\": \"pst\"}"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("errors[0].pointer")
                .isEqualTo("/format");
    }

    @Test
    void handsOutAFileOrAStretchOfIt(@TempDir Path directory) throws IOException {
        var operation = Sample.operation("export");
        var file = Files.writeString(directory.resolve("x.export"), "From nobody");
        when(exporting.require(MINE, operation.id().toString())).thenReturn(operation);
        when(exporting.file(operation))
                .thenReturn(Optional.of(new Exporting.Export(file, "Robin \u00fcber alles.zip", Instant.MAX)));

        var whole = get("/api/v1/exports/" + operation.id());
        var stretch = api.get()
                .uri("/api/v1/exports/" + operation.id())
                .header(HttpHeaders.RANGE, "bytes=5-")
                .with(Robin.signedIn())
                .exchange();

        assertThat(whole)
                .hasStatusOk()
                .hasContentType("application/zip")
                .hasBodyTextEqualTo("From nobody")
                .hasHeader("X-Content-Type-Options", "nosniff");
        assertThat(whole.getResponse().getHeader("Content-Disposition"))
                .startsWith("attachment")
                .contains("filename*=UTF-8''Robin%20%C3%BCber%20alles.zip");
        assertThat(stretch).hasStatus(206).hasBodyTextEqualTo("nobody");
    }

    @Test
    void aFileThatIsGoneIsNone() {
        var operation = Sample.operation("export");
        when(exporting.require(MINE, operation.id().toString())).thenReturn(operation);
        when(exporting.file(operation)).thenReturn(Optional.empty());

        assertThat(get("/api/v1/exports/" + operation.id())).hasStatus(404);
    }

    @Test
    void anExportThatIsTooLargeIsNotTriedAgain() {
        when(exporting.start(any(), any(), any(), any())).thenThrow(new MailFailure.ExportTooLarge());

        var answer = post("/exports", "{\"format\": \"zip\"}");

        assertThat(answer).hasStatus(413);
        assertThat(answer).bodyJson().isLenientlyEqualTo("{\"code\": \"export-too-large\", \"retryable\": false}");
        assertThat(answer.getResponse().getHeader("Retry-After")).isNull();
    }

    private MvcTestResult get(String uri) {
        return api.get().uri(uri).with(Robin.signedIn()).exchange();
    }

    private MvcTestResult post(String path, String body) {
        return api.post()
                .uri(Robin.AT + path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(Robin.signedIn())
                .exchange();
    }
}
