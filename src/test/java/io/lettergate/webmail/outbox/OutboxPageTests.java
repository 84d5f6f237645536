package io.lettergate.webmail.outbox;

import static io.lettergate.webmail.Letters.ACCOUNT;
import static io.lettergate.webmail.Letters.signedIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.mail.MailFailure;
import io.lettergate.sending.MailPath;
import io.lettergate.sending.Recipient;
import io.lettergate.sending.Recipient.Outcome;
import io.lettergate.sending.Submission;
import io.lettergate.sending.Submission.Copy;
import io.lettergate.sending.Submission.State;
import io.lettergate.sending.SubmissionId;
import io.lettergate.sending.outbox.Outbox;
import io.lettergate.webmail.WebmailTest;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebmailTest
class OutboxPageTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final MockMvcTester pages;
    private final Outbox outbox;

    OutboxPageTests(MockMvcTester pages, Outbox outbox) {
        this.pages = pages;
        this.outbox = outbox;
    }

    private static Submission one(State state, String subject, Outcome outcome, @Nullable String words) {
        var isWaiting = state == State.HELD || state == State.QUEUED;
        return new Submission(
                new SubmissionId(UUID.nameUUIDFromBytes(subject.getBytes(StandardCharsets.UTF_8))),
                ACCOUNT.id(),
                state,
                MailPath.of("robin@vale.example"),
                List.of(new Recipient(MailPath.of("ada@vale.example"), outcome, words)),
                subject,
                "<a@vale.example>",
                10,
                NOON,
                NOON,
                isWaiting ? NOON.plusSeconds(600) : null,
                state == State.SENT ? NOON : null,
                state == State.HELD ? 0 : 1,
                words,
                Copy.FILED,
                null);
    }

    private MvcTestResult get(String path) {
        return pages.get().uri(path).with(signedIn()).exchange();
    }

    private static Document shown(MvcTestResult answer) {
        assertThat(answer).hasStatusOk();
        try {
            return Jsoup.parse(answer.getResponse().getContentAsString());
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void showsWhatNeedsSomebodyFirstWithTheServersWords() {
        when(outbox.of(ACCOUNT))
                .thenReturn(List.of(
                        one(State.SENT, "Pears", Outcome.ACCEPTED, null),
                        one(State.QUEUED, "Figs", Outcome.WAITING, "451 greylisted"),
                        one(State.HELD, "Plums", Outcome.WAITING, null),
                        one(State.FAILED, "Apples", Outcome.REFUSED, "550 5.1.1 no Ada")));

        var page = shown(get("/outbox"));

        assertThat(page.select("section h2").eachText())
                .containsExactly("Needs you", "On its way", "To be sent later", "Sent or taken back");
        assertThat(page.select("#g-needs + ul").text()).contains("Apples", "ada@vale.example: 550 5.1.1 no Ada");
        assertThat(page.select("#g-waiting + ul").text()).contains("Figs", "Tried again", "451 greylisted");
        assertThat(page.select("#g-scheduled + ul form[action$=/cancel]")).hasSize(1);
        assertThat(page.select("#now-part[hx-trigger]")).hasSize(1);
    }

    @Test
    void isStillWhereNothingIsOnItsWay() {
        when(outbox.of(ACCOUNT)).thenReturn(List.of());

        var page = shown(get("/outbox"));

        assertThat(page.text()).contains("Nothing is on its way out.");
        assertThat(page.select("[hx-trigger]")).isEmpty();
    }

    @Test
    void asksBeforeItSendsAnUncertainOneAgain() {
        var unclear = one(State.UNCERTAIN, "Apples", Outcome.UNCERTAIN, null);
        when(outbox.of(ACCOUNT)).thenReturn(List.of(unclear));
        when(outbox.require(ACCOUNT, unclear.id().toString())).thenReturn(unclear);
        var at = "/outbox/" + ACCOUNT.id() + "/" + unclear.id();

        var page = shown(get("/outbox"));
        var asked = shown(get(at + "/again"));

        assertThat(page.select("form[action$=/again]")).isEmpty();
        assertThat(page.select("a[href=" + at + "/again]")).hasSize(1);
        assertThat(asked.text()).contains("some may get it twice");
        assertThat(asked.select("form[action$=/again], form[action$=/sent]")).hasSize(2);
    }

    @Test
    void takesOneBackAndTellsWhenItIsTooLate() {
        var held = one(State.HELD, "Plums", Outcome.WAITING, null);
        when(outbox.require(ACCOUNT, held.id().toString())).thenReturn(held);
        when(outbox.cancel(ACCOUNT, held))
                .thenReturn(held)
                .thenThrow(new MailFailure.SubmissionUnderWay("It is on its way already."));
        var at = "/outbox/" + ACCOUNT.id() + "/" + held.id() + "/cancel";

        var first = pages.post().uri(at).with(signedIn()).exchange();
        var second = pages.post().uri(at).with(signedIn()).exchange();

        assertThat(first).hasRedirectedUrl("/outbox");
        assertThat(second).flash().containsEntry("problem", "It is on its way already.");
        verify(outbox, times(2)).cancel(ACCOUNT, held);
    }
}
