package io.lettergate.api.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.LedgerPage;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.mail.MailFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class LedgerControllerTests {

    private static final String AT = Robin.AT + "/pop3/ledger";
    private static final LedgerRow ROW = Collected.row("k1", LedgerRow.State.ON_SERVER, Samples.REF);

    private final MockMvcTester api;
    private final Collecting collecting;

    LedgerControllerTests(MockMvcTester api, Collecting collecting) {
        this.api = api;
        this.collecting = collecting;
    }

    @Test
    void listsWhatWasSeenOnTheServer() {
        when(collecting.ledger(Robin.ACCOUNT, LedgerPage.Filter.ON_SERVER, "c1", 2))
                .thenReturn(new LedgerPage(List.of(ROW), "c2", 1_204));

        var answer = get("?filter=onServer&cursor=c1&limit=2");

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [{"key": "k1", "uidl": "uidl-k1", "size": 4321, "digest": "%s",
                   "firstSeenAt": "2026-11-12T12:00:00Z", "storedAt": "2026-11-12T12:00:00Z", "messageId": "%s",
                   "subject": "Boats <on> Tuesday", "sender": "Ada Lovelace", "state": "onServer", "pinned": false,
                   "leavesAt": "2026-12-05T12:00:00Z"}],
                 "page": {"next": "c2", "total": 1204}}""".formatted("ab".repeat(32), Samples.ID));
    }

    @ParameterizedTest
    @CsvSource({"?filter=some, filter", "?limit=0, limit", "?limit=201, limit", "?limit=many, limit"})
    void refusesWhatItCannotList(String query, String parameter) {
        var answer = get(query);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo(parameter);
        verifyNoInteractions(collecting);
    }

    @Test
    void refusesACursorThatIsNone() {
        when(collecting.ledger(Robin.ACCOUNT, LedgerPage.Filter.ALL, "junk", 50))
                .thenThrow(new IllegalArgumentException("This is no cursor"));

        var answer = get("?cursor=junk");

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo("cursor");
    }

    @Test
    void showsOneRow() {
        when(collecting.row(Robin.ACCOUNT, "k1")).thenReturn(ROW);

        assertThat(get("/k1")).hasStatusOk().bodyJson().extractingPath("key").isEqualTo("k1");
    }

    @Test
    void saysOfAnUnknownKeyThatThereIsNoSuchMessage() {
        when(collecting.row(Robin.ACCOUNT, "k9")).thenThrow(new MailFailure.NoSuchMessage());

        assertThat(get("/k9")).hasStatus(404);
    }

    @Test
    void pinsRemovesTakesBackAndCollects() {
        when(collecting.pin(Robin.ACCOUNT, "k1", true)).thenReturn(state(LedgerRow.State.PINNED));
        when(collecting.removeThere(Robin.ACCOUNT, "k1")).thenReturn(state(LedgerRow.State.DUE));
        when(collecting.keepThere(Robin.ACCOUNT, "k1")).thenReturn(state(LedgerRow.State.ON_SERVER));
        when(collecting.collect(Robin.ACCOUNT, "k1")).thenReturn(state(LedgerRow.State.WAITING));

        assertThat(stateAfter("{\"pinned\": true}")).isEqualTo("pinned");
        assertThat(stateAfter("{\"state\": \"removed\"}")).isEqualTo("due");
        assertThat(stateAfter("{\"state\": \"onServer\"}")).isEqualTo("onServer");
        assertThat(stateAfter("{\"collect\": true}")).isEqualTo("waiting");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; ''",
                "{\"pinned\": true, \"state\": \"removed\"}; ''",
                "{\"state\": \"gone\"}; /state",
                "{\"collect\": false}; /collect",
                "{\"pinned\": \"yes\"}; /pinned",
                "{\"colour\": \"red\"}; /colour"
            })
    void refusesWhatCannotBecomeOfAMessage(String body, String pointer) {
        var answer = patch(body);

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].pointer").isEqualTo(pointer);
        verifyNoInteractions(collecting);
    }

    private static LedgerRow state(LedgerRow.State state) {
        return Collected.row("k1", state, Samples.REF);
    }

    private MvcTestResult get(String rest) {
        return api.get().uri(AT + rest).with(Robin.signedIn()).exchange();
    }

    private MvcTestResult patch(String body) {
        return api.patch()
                .uri(AT + "/k1")
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private String stateAfter(String body) {
        var state = new String[1];
        assertThat(patch(body))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("state")
                .satisfies(word -> state[0] = String.valueOf(word));
        return state[0];
    }
}
