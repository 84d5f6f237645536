package io.lettergate.operations.spi;

import org.jspecify.annotations.Nullable;

/** Where long work says how far it is, and hears whether it may go on. */
public interface Progress {

    /**
     * Says how far it is; most of what comes in quick succession is not told on.
     *
     * @param total how much there is to do in all; absent while nobody knows
     * @param message what it is about just now; absent where the numbers say enough
     */
    void report(long done, @Nullable Long total, @Nullable String message);

    /** Sets what else there is to be told, as a JSON object; told on with the next report. */
    void details(String json);

    /**
     * Goes on only while the work is still this node's to do. To be called before each step that others can see.
     *
     * @throws Ended if it was cancelled, or another node has it, or this one stops
     */
    void check();

    /** The end of work before it was done; only who runs the work catches it. */
    final class Ended extends RuntimeException {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        public Ended(String why) {
            super(why);
        }
    }
}
