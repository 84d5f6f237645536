package io.lettergate.moving;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.operations.spi.Progress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The work of a node that dies after some steps. */
final class Dying implements Progress {

    private final AtomicInteger left;

    private Dying(int steps) {
        this.left = new AtomicInteger(steps);
    }

    static Progress after(int steps) {
        return new Dying(steps);
    }

    @Override
    public void report(long done, @Nullable Long total, @Nullable String message) {
        check();
    }

    @Override
    public void details(String json) {
        assertThat(json).startsWith("{");
    }

    @Override
    public void check() {
        if (left.getAndDecrement() == 0) {
            throw new Ended("dead");
        }
    }
}
