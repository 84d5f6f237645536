package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** What it means when a server does not let us in (RFC 2449 §8, RFC 3206). */
final class TurnedAway {

    private static final Pattern TOO_MANY = Pattern.compile(
            "(?i)too many|maximum number of (simultaneous )?connections|connection limit|simultaneous connections");

    /** Of a maildrop, not of an account: one that is locked is no business of other programs. */
    private static final Pattern LOCKED =
            Pattern.compile("(?i)(maildrop|mail ?drop|mailbox|mbox|spool)\\b.{0,60}\\b(locked|lock|in use|busy)\\b"
                    + "|unable to (get |obtain )?(a )?lock|(is|already) (in use|opened)|another (pop3? )?session");

    private TurnedAway() {}

    /**
     * A server that says no to a name, a password or a token. Without a code it is the password that is wrong, unless the
     * words say something else.
     */
    static MailFailure fromSigningIn(String host, Reply no, Duration loginDelay) {
        return isExcused(no) ? from(host, no, loginDelay) : new MailFailure.SignInRefused(host, no.words());
    }

    private static boolean isExcused(Reply no) {
        return switch (known(no)) {
            case IN_USE, LOGIN_DELAY, SYS_TEMP, SYS_PERM -> true;
            case AUTH, UTF8 -> false;
            case OTHER ->
                TOO_MANY.matcher(no.words()).find()
                        || LOCKED.matcher(no.words()).find();
        };
    }

    private static Code known(Reply no) {
        return Objects.requireNonNullElse(no.code(), Code.OTHER);
    }

    /** A server that does not want to begin, or to open the maildrop of somebody whom it knows. */
    static MailFailure from(String host, Reply no, Duration loginDelay) {
        return switch (known(no)) {
            case IN_USE -> new MailFailure.MaildropLocked(host, no.words());
            case LOGIN_DELAY -> new MailFailure.SignedInTooSoon(host, no.words(), loginDelay);
            case SYS_PERM -> new MailFailure.MaildropClosed(host, no.words());
            case SYS_TEMP -> new MailFailure.ServerUnavailable(host, no.words());
            case AUTH, UTF8, OTHER -> byWords(host, no);
        };
    }

    private static MailFailure byWords(String host, Reply no) {
        if (TOO_MANY.matcher(no.words()).find()) {
            return new MailFailure.TooManyConnections(host, no.words());
        }
        return LOCKED.matcher(no.words()).find()
                ? new MailFailure.MaildropLocked(host, no.words())
                : new MailFailure.ServerUnavailable(host, no.words());
    }
}
