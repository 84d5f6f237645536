package io.lettergate;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** When lines that contain some words came, in milliseconds since 1970. */
final class Heard {

    private final BlockingQueue<Long> times = new LinkedBlockingQueue<>();

    private Heard() {}

    /** Listens until the lines end. */
    static Heard on(Lines lines, String words) {
        var heard = new Heard();
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    if (lines.next().contains(words)) {
                        heard.times.add(System.currentTimeMillis());
                    }
                }
            } catch (IOException | RuntimeException over) {
                // Nobody listens any more.
            }
        });
        return heard;
    }

    long next() throws InterruptedException {
        var time = times.poll(30, TimeUnit.SECONDS);
        if (time == null) {
            throw new IllegalStateException("Nothing was heard");
        }
        return time;
    }

    /** Where lines come from. */
    interface Lines {
        String next() throws IOException;
    }
}
