package io.lettergate.api;

import io.lettergate.accounts.AccountId;
import io.lettergate.auth.SignedIn;
import io.lettergate.mailbox.Watching;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.MediaType;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Server-sent events: what changed in the caller's mailboxes, as it happens. */
@RestController
@RequestMapping("/api/v1/events")
@Tag(name = "Events")
class EventController {

    private final Watching watching;
    private final List<SseEmitter> open = new CopyOnWriteArrayList<>();

    EventController(Watching watching) {
        this.watching = watching;
    }

    @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "listenToEvents",
            summary = "Listen to what changes",
            description =
                    "Server-sent events. `mailbox.changed` says that the inbox of an account has news: ask for it."
                            + " A comment every 15 seconds keeps the stream open. After a break, ask for everything again.")
    SseEmitter listen(@AuthenticationPrincipal SignedIn caller) {
        var events = new SseEmitter(0L);
        var subscriptions = caller.accounts().stream()
                .map(account -> watching.subscribe(account, changed -> send(events, changed)))
                .toList();
        Runnable end = () -> {
            open.remove(events);
            subscriptions.forEach(Watching.Subscription::close);
        };
        events.onCompletion(end);
        events.onTimeout(end);
        events.onError(failure -> end.run());
        open.add(events);
        return events;
    }

    private static void send(SseEmitter events, AccountId changed) {
        send(events, SseEmitter.event().name("mailbox.changed").data(Map.of("account", changed.toString())));
    }

    @Scheduled(fixedRateString = "PT15S")
    void keepOpen() {
        open.forEach(events -> send(events, SseEmitter.event().comment("still here")));
    }

    private static void send(SseEmitter events, SseEmitter.SseEventBuilder event) {
        try {
            events.send(event);
        } catch (IOException | IllegalStateException gone) {
            events.completeWithError(gone);
        }
    }
}
