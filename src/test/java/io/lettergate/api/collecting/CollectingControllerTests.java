package io.lettergate.api.collecting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.collecting.Collected;
import io.lettergate.collecting.Collecting;
import io.lettergate.collecting.KeepOnServer;
import io.lettergate.collecting.LedgerRow;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class CollectingControllerTests {

    private static final String AT = Robin.AT + "/pop3";
    private static final String FORTNIGHT = "{\"window\": {\"mode\": \"days\", \"days\": 14}}";

    private final MockMvcTester api;
    private final Collecting collecting;

    CollectingControllerTests(MockMvcTester api, Collecting collecting) {
        this.api = api;
        this.collecting = collecting;
    }

    @Test
    void showsTheWindowAndHowCollectingStands() {
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.fresh());

        var answer = api.get().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"window": {"mode": "days", "days": 14, "countFrom": "firstSeen", "unreadIsSafe": true,
                            "removeHereRemovesThere": false, "firstRun": "all", "pollEvery": "PT10M"},
                 "previous": {"mode": "forever", "countFrom": "firstSeen", "unreadIsSafe": true,
                              "removeHereRemovesThere": false, "firstRun": "all", "pollEvery": "PT10M"},
                 "removesFrom": "2026-11-24T12:00:00Z",
                 "held": false,
                 "lastPoll": {"id": "look-1", "state": "done", "startedAt": "2026-11-21T11:56:50Z",
                              "endedAt": "2026-11-21T11:57:00Z", "found": 12, "toCollect": 12, "collected": 12,
                              "collectedOctets": 48000, "removed": 0},
                 "nextPollAt": "2026-11-21T12:07:00Z",
                 "here": {"messages": 1207, "octets": 4800000},
                 "onServer": {"messages": 1204, "octets": 4700000},
                 "nextLeaving": {"at": "2026-11-24T12:00:00Z", "messages": 812},
                 "needsPassword": false,
                 "notices": ["This server ignores removals."]}""");
    }

    @Test
    void replacesTheWindowWhole() {
        var window = new KeepOnServer(
                KeepOnServer.Mode.DAYS,
                30,
                KeepOnServer.CountFrom.RECEIVED,
                false,
                5_000_000L,
                1_000,
                true,
                new KeepOnServer.FirstRun(KeepOnServer.FirstRun.Kind.LAST_DAYS, 30),
                Duration.ofMinutes(5));
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.quiet(KeepOnServer.FOREVER));
        when(collecting.keep(Robin.ACCOUNT, window, "token-1")).thenReturn(Collected.quiet(window));

        var answer = put("""
                {"window": {"mode": "days", "days": 30, "countFrom": "received", "unreadIsSafe": false,
                  "maxOctets": 5000000, "maxMessages": 1000, "removeHereRemovesThere": true,
                  "firstRun": {"lastDays": 30}, "pollEvery": "PT5M"}, "token": "token-1"}""");

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("window")
                .isEqualTo(java.util.Map.of(
                        "mode",
                        "days",
                        "days",
                        30,
                        "countFrom",
                        "received",
                        "unreadIsSafe",
                        false,
                        "maxOctets",
                        5_000_000,
                        "maxMessages",
                        1_000,
                        "removeHereRemovesThere",
                        true,
                        "firstRun",
                        java.util.Map.of("lastDays", 30),
                        "pollEvery",
                        "PT5M"));
        verify(collecting, never()).hold(any(), any(Boolean.class));
    }

    @Test
    void asksForThePlanBeforeAnythingIsRemoved() {
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.quiet(KeepOnServer.FOREVER));
        when(collecting.keep(Robin.ACCOUNT, Collected.FORTNIGHT, null))
                .thenThrow(Collected.planNeeded(Collected.plan(Collected.FORTNIGHT, 812)));

        var answer = put(FORTNIGHT);

        assertThat(answer).hasStatus(409).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"code": "plan-needed", "retryable": false,
                 "detail": "This would remove 812 messages from the server. Read the plan first.",
                 "plan": {"leaving": 812, "leavingOctets": 812000, "soon": 812, "firstAt": "2026-11-24T12:00:00Z"},
                 "plans": "%s/plans"}""".formatted(AT));
        assertThat(answer).bodyText().doesNotContain("token-1");
    }

    @Test
    void saysWhatAWindowWouldRemoveAndChangesNothing() {
        var row = Collected.row("k1", LedgerRow.State.ON_SERVER, Samples.REF);
        when(collecting.plan(Robin.ACCOUNT, Collected.FORTNIGHT))
                .thenReturn(Collected.plan(Collected.FORTNIGHT, 812, row));

        var answer = send(HttpMethod.POST, AT + "/plans", "{\"mode\": \"days\", \"days\": 14}");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"token": "token-1", "tokenNeeded": true, "onServer": 1204, "leaving": 812, "soon": 812,
                 "firstAt": "2026-11-24T12:00:00Z",
                 "why": [{"reason": "age", "messages": 812}],
                 "staying": [{"reason": "unread", "messages": 392}],
                 "sample": [{"key": "k1", "state": "onServer", "messageId": "%s"}]}""".formatted(Samples.ID));
        verify(collecting, never()).keep(any(), any(), any());
    }

    @Test
    void holdsEverythingAndLeavesTheWindowAlone() {
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.quiet(Collected.FORTNIGHT));
        when(collecting.hold(Robin.ACCOUNT, true)).thenReturn(Collected.held());

        var answer = send(HttpMethod.PATCH, AT, "{\"held\": true}");

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("held").isEqualTo(true);
        verify(collecting, never()).keep(any(), any(), any());
    }

    @Test
    void changesOnlyWhatTheCallerHasSeen() {
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.quiet(KeepOnServer.FOREVER));
        var seen = api.get().uri(AT).with(Robin.signedIn()).exchange();
        var tag = seen.getResponse().getHeader("ETag");
        when(collecting.standing(Robin.ACCOUNT)).thenReturn(Collected.quiet(Collected.FORTNIGHT));

        var late = api.put()
                .uri(AT)
                .with(Robin.signedIn())
                .header("If-Match", tag)
                .contentType(MediaType.APPLICATION_JSON)
                .content(FORTNIGHT)
                .exchange();

        assertThat(tag).isNotNull();
        assertThat(late).hasStatus(412);
        verify(collecting, never()).keep(any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; /window",
                "{\"window\": {}}; /window/mode",
                "{\"window\": {\"mode\": \"sometimes\"}}; /window/mode",
                "{\"window\": {\"mode\": \"days\"}}; /window/days",
                "{\"window\": {\"mode\": \"days\", \"days\": 0}}; /window/days",
                "{\"window\": {\"mode\": \"days\", \"days\": 3651}}; /window/days",
                "{\"window\": {\"mode\": \"days\", \"days\": \"14\"}}; /window/days",
                "{\"window\": {\"mode\": \"forever\", \"days\": 14}}; /window/days",
                "{\"window\": {\"mode\": \"forever\", \"countFrom\": \"birth\"}}; /window/countFrom",
                "{\"window\": {\"mode\": \"forever\", \"maxOctets\": 0}}; /window/maxOctets",
                "{\"window\": {\"mode\": \"forever\", \"maxMessages\": 0}}; /window/maxMessages",
                "{\"window\": {\"mode\": \"forever\", \"firstRun\": \"some\"}}; /window/firstRun",
                "{\"window\": {\"mode\": \"forever\", \"firstRun\": {\"lastDays\": 0}}}; /window/firstRun",
                "{\"window\": {\"mode\": \"forever\", \"firstRun\": {\"days\": 3}}}; /window/firstRun",
                "{\"window\": {\"mode\": \"forever\", \"pollEvery\": \"PT1M\"}}; /window/pollEvery",
                "{\"window\": {\"mode\": \"forever\", \"pollEvery\": \"soon\"}}; /window/pollEvery",
                "{\"window\": {\"mode\": \"forever\", \"forEver\": true}}; /window/forEver",
                "{\"window\": {\"mode\": \"forever\"}, \"hold\": true}; /hold"
            })
    void refusesWhatNoWindowCanBe(String body, String pointer) {
        var answer = put(body);

        assertThat(answer).hasStatus(400).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("errors[0].pointer").isEqualTo(pointer);
        verifyNoInteractions(collecting);
    }

    @Test
    void saysOfAnAccountThatIsReadInPlaceThatItHasNoneOfThis() {
        when(collecting.standing(Robin.ACCOUNT)).thenThrow(new MailFailure.CapabilityMissing("keep-on-server"));

        var answer = api.get().uri(AT).with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatus(409);
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"code": "capability-missing", "capability": "keep-on-server"}""");
    }

    private MvcTestResult put(String body) {
        return send(HttpMethod.PUT, AT, body);
    }

    private MvcTestResult send(HttpMethod method, String uri, String body) {
        return api.method(method)
                .uri(uri)
                .with(Robin.signedIn())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
