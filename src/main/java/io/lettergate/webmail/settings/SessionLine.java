package io.lettergate.webmail.settings;

import io.lettergate.auth.sessions.Sessions;
import io.lettergate.webmail.Almanac;
import org.jspecify.annotations.Nullable;

/**
 * A browser in the list of them.
 *
 * @param begun the day and time of the sign-in
 * @param seen the same of the last click
 * @param remembered the day until which it is remembered; absent where it is not
 * @param trusted the day until which it is not asked for the second factor; absent where it is
 */
record SessionLine(
        String id,
        String device,
        String address,
        String begun,
        String seen,
        @Nullable String remembered,
        @Nullable String trusted,
        boolean current) {

    static SessionLine of(Sessions.Session session, Almanac almanac) {
        var remembered = session.rememberedUntil();
        var trusted = session.secondFactorUntil();
        return new SessionLine(
                session.id(),
                session.device(),
                session.address(),
                almanac.full(session.begunAt()),
                almanac.full(session.seenAt()),
                remembered == null ? null : almanac.day(remembered),
                trusted == null ? null : almanac.day(trusted),
                session.current());
    }
}
