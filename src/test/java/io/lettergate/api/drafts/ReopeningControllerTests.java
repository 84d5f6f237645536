package io.lettergate.api.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.mail.MailFailure;
import io.lettergate.sending.beginnings.Reopening;
import io.lettergate.sending.drafts.Draft;
import io.lettergate.sending.drafts.DraftContent;
import io.lettergate.sending.drafts.Drafts;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class ReopeningControllerTests {

    private static final String AT = Robin.AT + "/submissions/4711/drafts";
    private static final Draft DRAFT =
            new Draft("d1", 3, DraftContent.blank(), "m@x.example", Instant.EPOCH, null, 0, null);

    private final MockMvcTester api;
    private final Drafts drafts;
    private final Reopening reopening;

    ReopeningControllerTests(MockMvcTester api, Drafts drafts, Reopening reopening) {
        this.api = api;
        this.drafts = drafts;
        this.reopening = reopening;
    }

    @BeforeEach
    void thereIsADraft() {
        when(drafts.require(Robin.ACCOUNT, "d1")).thenReturn(DRAFT);
    }

    @Test
    void makesADraftOfWhatWasHandedIn() {
        when(reopening.reopen(Robin.ACCOUNT, "4711", null)).thenReturn(DRAFT);

        var answer = post(null);

        assertThat(answer)
                .hasStatus(201)
                .hasHeader("Location", Robin.AT + "/drafts/d1")
                .hasHeader("ETag", "\"3\"");
        assertThat(answer).bodyJson().extractingPath("$.id").isEqualTo("d1");
    }

    @Test
    void aRepeatedRequestMakesNoSecondDraft() {
        when(drafts.begun(eq(Robin.ACCOUNT), any())).thenReturn(Optional.of(DRAFT));

        assertThat(post("k1")).hasStatus(201).hasHeader("Location", Robin.AT + "/drafts/d1");

        verify(reopening, never()).reopen(any(), any(), any());
    }

    @Test
    void aRequestThatIsUnderWayIsToldToComeBack() {
        when(drafts.begun(eq(Robin.ACCOUNT), any())).thenThrow(new MailFailure.KeyBusy());

        assertThat(post("k1"))
                .hasStatus(409)
                .hasHeader("Retry-After", "2")
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("idempotency-key-busy");
        verify(reopening, never()).reopen(any(), any(), any());
    }

    @Test
    void whatIsOnItsWayStaysThere() {
        when(reopening.reopen(Robin.ACCOUNT, "4711", null))
                .thenThrow(new MailFailure.SubmissionUnderWay("This message is on its way."));

        assertThat(post(null))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("submission-under-way");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        when(reopening.reopen(Robin.ACCOUNT, "4711", null)).thenThrow(new MailFailure.NoSuchSubmission());

        assertThat(post(null))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("no-such-submission");
    }

    private MvcTestResult post(@Nullable String key) {
        var request = api.post().uri(AT).with(Robin.signedIn());
        return (key == null ? request : request.header("Idempotency-Key", key)).exchange();
    }
}
