package io.lettergate.api.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Beginning;
import io.lettergate.sending.beginnings.Beginnings;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import io.lettergate.sending.uploads.Upload;
import io.lettergate.sending.uploads.Uploads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@ApiTest
class DraftControllerTests {

    private static final String AT = Robin.AT + "/drafts";
    private static final String ID = "4b9e6679-7425-40de-944b-e07fc1f90ae7";

    private final MockMvcTester api;
    private final Drafts drafts;
    private final Beginnings beginnings;
    private final Uploads uploads;

    DraftControllerTests(MockMvcTester api, Drafts drafts, Beginnings beginnings, Uploads uploads) {
        this.api = api;
        this.drafts = drafts;
        this.beginnings = beginnings;
        this.uploads = uploads;
    }

    @Test
    void aDraftIsSavedWholeAndHasATag() {
        when(drafts.begin(eq(Robin.ACCOUNT), any(), isNull())).thenReturn(draft(1));
        when(drafts.require(Robin.ACCOUNT, ID)).thenReturn(draft(1));

        var answer =
                post(AT, "{\"to\": [{\"name\": \"Ada\", \"email\": \"ada@example.org\"}], \"subject\": \"Boats\"}");

        assertThat(answer)
                .hasStatus(HttpStatus.CREATED)
                .hasHeader("ETag", "\"1\"")
                .hasHeader("Location", AT + "/" + ID);
        verify(drafts)
                .begin(
                        eq(Robin.ACCOUNT),
                        argThat(content -> content.subject().equals("Boats")
                                && content.to().getFirst().email().equals("ada@example.org")),
                        isNull());
    }

    @Test
    @DisplayName("S9 a repeated request begins no draft, and its answer says so")
    void aRepeatedRequestBeginsNothing() {
        when(drafts.begun(eq(Robin.ACCOUNT), any())).thenReturn(Optional.of(draft(1)));
        when(drafts.require(Robin.ACCOUNT, ID)).thenReturn(draft(1));

        var answer = api.post()
                .uri(AT)
                .with(Robin.signedIn())
                .header("Idempotency-Key", "k1")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"subject\": \"Boats\"}")
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.CREATED).hasHeader("Location", AT + "/" + ID);
        verify(drafts, never()).begin(any(), any(), any());
    }

    @Test
    void aDraftIsMadeFromAMessage() {
        when(beginnings.of(eq(Robin.ACCOUNT), eq("m1"), eq(Beginning.Kind.REPLY_ALL), any()))
                .thenReturn(new Beginning(DraftContent.blank(), List.of()));
        when(beginnings.carry(eq(Robin.ACCOUNT), any(), any())).thenReturn(DraftContent.blank());
        when(drafts.begin(eq(Robin.ACCOUNT), any(), isNull())).thenReturn(draft(1));
        when(drafts.require(Robin.ACCOUNT, ID)).thenReturn(draft(1));

        var answer = post(AT, "{\"from\": {\"messageId\": \"m1\", \"as\": \"replyAll\"}}");

        assertThat(answer).hasStatus(HttpStatus.CREATED);
        assertThat(post(AT, "{\"from\": {\"messageId\": \"m1\", \"as\": \"sing\"}}"))
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    @DisplayName("D1 whoever saves a draft that was changed meanwhile is told where theirs is kept")
    void aConflictIsToldAndBothAreKept() {
        when(drafts.require(Robin.ACCOUNT, ID)).thenReturn(draft(2));
        var second = new Draft(
                "5b9e6679-7425-40de-944b-e07fc1f90ae7", 1, DraftContent.blank(), "m@x", Instant.EPOCH, null, 0, null);
        when(drafts.save(eq(Robin.ACCOUNT), eq(ID), eq(1L), any())).thenReturn(new Drafts.Saved(second, true));

        var answer = api.put()
                .uri(AT + "/" + ID)
                .with(Robin.signedIn())
                .header("If-Match", "\"1\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{}")
                .exchange();

        assertThat(answer).hasStatus(HttpStatus.PRECONDITION_FAILED).hasHeader("Location", AT + "/" + second.id());
    }

    @Test
    @DisplayName("S11 a line end in a subject, name or address is refused")
    void lineEndsAreRefused() {
        for (var end : List.of("\r\n", "\n", "\r", "\0", "\u0085", "\u2028", "\u2029", "\u001b")) {
            var value = "x" + end + "Bcc: eve@example.org";
            for (var body : List.<Map<String, Object>>of(
                    Map.of("subject", value),
                    Map.of("to", List.of(Map.of("name", value, "email", "a@b.example"))),
                    Map.of("cc", List.of(Map.of("email", value))),
                    Map.of("inReplyTo", List.of(value)),
                    Map.of("references", List.of(value)))) {
                assertThat(post(AT, JsonMapper.shared().writeValueAsString(body)))
                        .as("%s", body)
                        .hasStatus(HttpStatus.BAD_REQUEST);
            }
        }
        verify(drafts, never()).begin(any(), any(), any());
    }

    @Test
    void octetsOfAFileArePlaced() {
        var upload = new Upload("u1", "a.txt", "text/plain", null, 10, 5);
        when(uploads.append(eq(Robin.ACCOUNT), eq("u1"), eq(3L), any())).thenThrow(new MailFailure.UploadMisplaced(5));
        when(uploads.append(eq(Robin.ACCOUNT), eq("u1"), eq(5L), any())).thenReturn(upload);
        when(uploads.take(eq(Robin.ACCOUNT), any(), eq(99_999_999_999L), any(), isNull()))
                .thenThrow(new MailFailure.UploadTooLarge(50L << 20));

        assertThat(patch(3))
                .hasStatus(HttpStatus.CONFLICT)
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("upload-misplaced");
        assertThat(patch(5)).hasStatusOk().bodyJson().extractingPath("received").isEqualTo(5);
        assertThat(api.post()
                        .uri(Robin.AT + "/uploads?name=big&size=99999999999")
                        .with(Robin.signedIn())
                        .contentType(MediaType.APPLICATION_OCTET_STREAM)
                        .exchange())
                .hasStatus(HttpStatus.CONTENT_TOO_LARGE)
                .bodyJson()
                .extractingPath("detail")
                .isEqualTo("This file is too large: no more than 50 MB can be attached.");
    }

    private MvcTestResult patch(long offset) {
        return api.patch()
                .uri(Robin.AT + "/uploads/u1")
                .with(Robin.signedIn())
                .header("Upload-Offset", offset)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .content(new byte[5])
                .exchange();
    }

    private MvcTestResult post(String path, String body) {
        return api.post()
                .uri(path)
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static Draft draft(long version) {
        return new Draft(ID, version, DraftContent.blank(), "m@x.example", Instant.EPOCH, null, 0, null);
    }
}
