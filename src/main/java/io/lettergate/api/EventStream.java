package io.lettergate.api;

import io.lettergate.events.EventListening;
import io.lettergate.events.Happening;
import java.io.IOException;
import java.util.Map;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Writes events to one caller.
 *
 * @param caller throws as soon as the caller may not listen any more: their session has ended, or their token
 */
record EventStream(SseEmitter emitter, Runnable caller) implements EventListening {

    private static final long COME_AGAIN_AFTER_MILLIS = 2_000;

    @Override
    public void happened(Happening happening) throws IOException {
        caller.run();
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
        caller.run();
        emitter.send(SseEmitter.event().comment("still here").reconnectTime(COME_AGAIN_AFTER_MILLIS));
    }

    @Override
    public void ended() {
        emitter.complete();
    }
}
