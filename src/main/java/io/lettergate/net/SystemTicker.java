package io.lettergate.net;

import java.time.Duration;
import org.springframework.stereotype.Component;

/** The machine's own. */
@Component
class SystemTicker implements Ticker {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }
}
