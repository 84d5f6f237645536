package io.lettergate.net;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ends something when its time is over, whatever its thread waits for: a handshake and a write know no timeout. */
final class Alarm {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Future<?> ringing;
    private volatile boolean rang;

    private Alarm(Runnable end, Duration after) {
        ringing = CLOCK.schedule(() -> ring(end), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    static Alarm closing(Socket socket, Duration after) {
        return new Alarm(() -> Sockets.close(socket), after);
    }

    static Alarm ending(Runnable end, Duration after) {
        return new Alarm(end, after);
    }

    private void ring(Runnable end) {
        rang = true;
        end.run();
    }

    boolean hasRung() {
        return rang;
    }

    void silence() {
        ringing.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("mail-alarm").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
