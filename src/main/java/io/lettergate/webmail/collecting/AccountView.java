package io.lettergate.webmail.collecting;

import io.lettergate.accounts.Account;
import io.lettergate.collecting.Look;
import io.lettergate.collecting.Standing;
import io.lettergate.webmail.Almanac;
import io.lettergate.webmail.Octets;
import io.lettergate.webmail.Ring;
import io.lettergate.webmail.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How collecting stands, as the account's pages show it.
 *
 * @param last minutes since the last look ended; absent before the first
 * @param next minutes until the next look; absent where there will be none
 * @param fresh how many messages were new in the last look
 * @param leavingDay the day on which the first messages leave; absent if none will
 * @param previous the window before, while it can be taken back to
 */
record AccountView(
        String id,
        String address,
        String host,
        Ring ring,
        @Nullable Progress running,
        @Nullable Long last,
        long fresh,
        @Nullable String lastProblem,
        @Nullable Long next,
        long here,
        String hereSize,
        long there,
        String thereSize,
        boolean held,
        @Nullable String heldBecause,
        @Nullable String problem,
        boolean needsPassword,
        List<String> notices,
        @Nullable String leavingDay,
        long leaving,
        Timeline window,
        @Nullable Timeline previous) {

    private static final int SAMPLE = 5;

    AccountView {
        notices = List.copyOf(notices);
    }

    /**
     * A look that goes on.
     *
     * @param state the last part of a message key
     * @param seconds how long it will take yet; absent while nobody can tell
     */
    record Progress(
            String state, long done, long total, @Nullable Long seconds) {

        static Progress of(Look look, Instant now) {
            var spent = Duration.between(look.startedAt(), now).toSeconds();
            var left = look.toCollect() - look.collected();
            var seconds = look.collected() < SAMPLE || spent < 1 || left < 0 ? null : left * spent / look.collected();
            return new Progress(look.state().name(), look.collected(), look.toCollect(), seconds);
        }
    }

    static AccountView of(Account account, Standing standing, Almanac almanac) {
        var host = account.provider();
        var last = standing.last();
        var ended = last == null ? null : last.endedAt();
        return new AccountView(
                account.id().toString(),
                account.address(),
                host,
                Ring.of(standing, almanac.now()),
                standing.running() == null ? null : Progress.of(standing.running(), almanac.now()),
                ended == null ? null : almanac.minutesSince(ended),
                last == null ? 0 : last.found(),
                last == null ? null : last.problem(),
                standing.nextAt() == null ? null : almanac.minutesUntil(standing.nextAt()),
                standing.here(),
                Octets.words(standing.hereOctets()),
                standing.there(),
                Octets.words(standing.thereOctets()),
                standing.held(),
                standing.heldBecause(),
                standing.problem(),
                standing.needsPassword(),
                standing.notices(),
                standing.nextLeavingAt() == null ? null : almanac.day(standing.nextLeavingAt()),
                standing.nextLeaving(),
                Timeline.of(host, standing.window()),
                standing.previous() == null ? null : Timeline.of(host, standing.previous()));
    }
}
