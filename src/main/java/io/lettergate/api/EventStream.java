package io.lettergate.api;

import io.lettergate.events.EventListening;
import io.lettergate.events.Happening;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Writes events to one caller.
 *
 * @param session with which the stream ends; absent where the caller has none
 */
record EventStream(SseEmitter emitter, @Nullable HttpSession session) implements EventListening {

    private static final long COME_AGAIN_AFTER_MILLIS = 2_000;

    @Override
    public void happened(Happening happening) throws IOException {
        requireSession();
        emitter.send(SseEmitter.event()
                .id(String.valueOf(happening.id()))
                .name(happening.type())
                .data(EventAnswer.of(happening)));
    }

    @Override
    public void stands(Happening state) throws IOException {
        emitter.send(SseEmitter.event().name(state.type()).data(EventAnswer.of(state)));
    }

    @Override
    public void reset(String position) throws IOException {
        emitter.send(SseEmitter.event().id(position).name("reset").data(Map.of("position", position)));
    }

    @Override
    public void quiet() throws IOException {
        requireSession();
        emitter.send(SseEmitter.event().comment("still here").reconnectTime(COME_AGAIN_AFTER_MILLIS));
    }

    /** A session that has ended throws here, and that ends the stream. */
    private void requireSession() {
        if (session != null) {
            session.getLastAccessedTime();
        }
    }

    @Override
    public void ended() {
        emitter.complete();
    }
}
