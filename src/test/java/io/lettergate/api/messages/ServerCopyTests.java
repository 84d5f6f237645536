package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.accounts.Account;
import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.collecting.Whereabouts;
import io.lettergate.mailbox.ListVersion;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.MessagePage;
import io.lettergate.mailbox.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class ServerCopyTests {

    private static final String LIST = Robin.AT + "/mailboxes/role:inbox/messages";
    private static final Account COLLECTED = Robin.COLLECTED;

    private final MockMvcTester api;
    private final Collecting collecting;
    private final Messages messages;
    private final Mailboxes mailboxes;

    ServerCopyTests(MockMvcTester api, Collecting collecting, Messages messages, Mailboxes mailboxes) {
        this.api = api;
        this.collecting = collecting;
        this.messages = messages;
        this.mailboxes = mailboxes;
    }

    @BeforeEach
    void oneMessage() {
        var page = new MessagePage(List.of(Samples.summary()), 1, null, null, new ListVersion("v1"));
        when(mailboxes.require(any(), eq("role:inbox"))).thenReturn(Samples.INBOX);
        when(messages.listUnless(any(), eq(Samples.INBOX), any(), any())).thenReturn(Optional.of(page));
        when(messages.locate(any(), eq(Samples.ID))).thenReturn(Samples.REF);
        when(messages.summary(any(), eq(Samples.REF))).thenReturn(Samples.summary());
        there(LedgerRow.State.ON_SERVER);
    }

    @Test
    void aListTellsWhereItsMessagesLiveAndAsksOnce() {
        var answer = list(null);

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("items[0].server")
                .isEqualTo(Map.of(
                        "state", "onServer",
                        "until", "2026-12-05T12:00:00Z",
                        "ledger", Robin.AT + "/pop3/ledger/k1"));
        verify(collecting, times(1)).whereabouts(any(), any());
    }

    @Test
    void aListIsAnotherOneOnceItsMessagesHaveLeftTheServer() {
        var tag = list(null).getResponse().getHeader("ETag");

        assertThat(list(tag)).hasStatus(304);
        there(LedgerRow.State.REMOVED);
        assertThat(list(tag)).hasStatusOk();
    }

    @Test
    void aMessageThatIsReadInPlaceHasNoOtherPlace() {
        var answer = api.get().uri(LIST).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyText().doesNotContain("\"server\"");
        verifyNoInteractions(collecting);
    }

    private void there(LedgerRow.State state) {
        var until = Collected.row("k1", state, Samples.REF).leavesAt();
        when(collecting.whereabouts(eq(COLLECTED), any()))
                .thenReturn(Map.of(Samples.REF, new Whereabouts("k1", "post.example", state, until)));
    }

    private MvcTestResult list(String known) {
        var request = api.get().uri(LIST).with(Robin.signedIn(COLLECTED));
        return (known == null ? request : request.header("If-None-Match", known)).exchange();
    }
}
