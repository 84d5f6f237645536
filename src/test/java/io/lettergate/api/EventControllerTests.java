package io.lettergate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.events.EventListening;
import io.lettergate.events.Events;
import io.lettergate.events.Happening;
import io.lettergate.events.TooManyStreams;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class EventControllerTests {

    private static final Happening ADDED = new Happening(
            42,
            Robin.ACCOUNT.id(),
            "message.added",
            Instant.parse("2026-11-21T12:00:00Z"),
            new Happening.Details(
                    "the-inbox", "INBOX", List.of("the-message"), null, null, null, null, null, null, null, null));
    private static final String ADDED_JSON = """
            {"id":"42","type":"message.added","account":"%s","at":"2026-11-21T12:00:00Z",\
            "mailbox":"the-inbox","path":"INBOX","messages":["the-message"]}""".formatted(Robin.ACCOUNT.id());

    private final MockMvcTester api;
    private final Events events;
    private final Events.Subscription subscription = mock(Events.Subscription.class);
    private final MockHttpSession session = new MockHttpSession();

    EventControllerTests(MockMvcTester api, Events events) {
        this.api = api;
        this.events = events;
    }

    @BeforeEach
    void listens() {
        when(events.follow(any(), any(), any())).thenReturn(subscription);
    }

    @Test
    void tellsWhatHappens() throws IOException {
        var answer = open("/api/v1/events", null);

        listener(null).happened(ADDED);

        assertThat(answer).hasStatusOk().hasContentTypeCompatibleWith("text/event-stream");
        assertThat(answer).bodyText().isEqualTo("id:42\nevent:message.added\ndata:" + ADDED_JSON + "\n\n");
    }

    @Test
    void goesOnAfterTheLastThatWasGot() {
        open("/api/v1/events?since=40", "41");

        assertThat(listener("41")).isNotNull();
    }

    @Test
    void goesOnWhereThePageSays() {
        open("/api/v1/events?since=40", null);

        assertThat(listener("40")).isNotNull();
    }

    @Test
    void saysThatEverythingHasToBeReadAnew() throws IOException {
        var answer = open("/api/v1/events", "1");

        listener("1").reset("77");

        assertThat(answer).bodyText().isEqualTo("id:77\nevent:reset\ndata:{\"position\":\"77\"}\n\n");
    }

    @Test
    void keepsTheStreamOpen() throws IOException {
        var answer = open("/api/v1/events", null);

        listener(null).quiet();

        assertThat(answer).bodyText().contains(":still here\n").contains("retry:2000\n");
    }

    @Test
    void endsWithTheSession() {
        open("/api/v1/events", null);
        var listener = listener(null);

        session.invalidate();

        assertThat(org.assertj.core.api.Assertions.catchThrowable(listener::quiet))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesOneStreamTooMany() {
        when(events.follow(any(), any(), any())).thenThrow(new TooManyStreams(20));

        var answer = api.get()
                .uri("/api/v1/events")
                .header("Accept", "text/event-stream")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(429).hasContentType("application/problem+json");
        assertThat(answer).hasHeader("Retry-After", "30");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"code": "too-many-streams", "retryable": true}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/events", "/api/v1/changes"})
    void tellsNothingToStrangers(String path) {
        assertThat(api.get().uri(path)).hasStatus(401);
    }

    @Test
    void answersWhatHappenedSince() {
        when(events.since(List.of(Robin.ACCOUNT), "40", 200))
                .thenReturn(new Events.Changes(List.of(ADDED), "42", false, false));

        var answer =
                api.get().uri("/api/v1/changes?since=40").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"items": [%s], "position": "42", "more": false, "reset": false}""".formatted(ADDED_JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "x"})
    void refusesALimitThatCannotBe(String limit) {
        var answer = api.get()
                .uri("/api/v1/changes?limit=" + limit)
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo("limit");
    }

    private MvcTestResult open(String uri, String last) {
        var request = api.get().uri(uri).session(session).with(Robin.signedIn());
        return last == null
                ? request.asyncExchange()
                : request.header("Last-Event-ID", last).asyncExchange();
    }

    private EventListening listener(String place) {
        var listener = ArgumentCaptor.forClass(EventListening.class);
        verify(events).follow(eq(List.of(Robin.ACCOUNT)), eq(place), listener.capture());
        return listener.getValue();
    }
}
