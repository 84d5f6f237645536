package io.lettergate.imap;

import java.time.Duration;

/**
 * How often a watch asks, and how long it waits for answers.
 *
 * @param renewed after which IDLE is begun anew: below what servers and routers drop as forgotten
 * @param grace how long the end of IDLE may take before the connection counts as dead
 * @param look how often the other mailboxes are counted while somebody looks
 * @param poll how often a server without IDLE is asked while somebody looks
 * @param rarely how often it is asked otherwise
 * @param rest between two looks: what comes in a burst is told together
 */
record WatchPace(Duration renewed, Duration grace, Duration look, Duration poll, Duration rarely, Duration rest) {

    private static final WatchPace USUAL = new WatchPace(
            Duration.ofMinutes(9),
            Duration.ofSeconds(30),
            Duration.ofSeconds(90),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMillis(450));

    static WatchPace of(String host) {
        return Provider.at(host).pace(USUAL);
    }

    WatchPace renewedAfter(Duration time) {
        return new WatchPace(time, grace, look, poll, rarely, rest);
    }

    WatchPace askedAfter(Duration time) {
        return new WatchPace(renewed, grace, look, time, time, rest);
    }

    /** How long IDLE lasts at most. */
    Duration idle(boolean attended, boolean notified) {
        return attended && !notified && look.compareTo(renewed) < 0 ? look : renewed;
    }

    /** How long to wait before a server without IDLE is asked again. */
    Duration asked(boolean attended) {
        return attended ? poll : rarely;
    }
}
