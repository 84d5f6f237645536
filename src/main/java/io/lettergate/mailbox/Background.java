package io.lettergate.mailbox;

/**
 * Work that nobody waits for. What is asked of mail servers in it is served after all that somebody waits for, and never
 * by the last session of an account.
 */
public final class Background {

    private static final ScopedValue<Boolean> HERE = ScopedValue.newInstance();

    private Background() {}

    /** Does the work now, on this thread. */
    public static void run(Runnable work) {
        ScopedValue.where(HERE, true).run(work);
    }

    /** Whether nobody waits for what this thread does. */
    static boolean isHere() {
        return HERE.isBound();
    }
}
