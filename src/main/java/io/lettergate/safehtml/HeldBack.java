package io.lettergate.safehtml;

/**
 * What of a message was not shown, as it lies elsewhere in the Web.
 *
 * @param pictures that would be shown if they were asked for
 * @param trackers that show nothing and only tell the sender of the reading
 */
public record HeldBack(int pictures, int trackers) {

    public static final HeldBack NOTHING = new HeldBack(0, 0);

    public HeldBack plus(HeldBack more) {
        return new HeldBack(pictures + more.pictures, trackers + more.trackers);
    }

    public boolean isNothing() {
        return pictures == 0 && trackers == 0;
    }
}
