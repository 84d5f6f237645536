package io.lettergate.imap;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.util.regex.Pattern;

/** What it means when a server does not let us in (RFC 5530). */
final class TurnedAway {

    private static final Pattern TOO_MANY = Pattern.compile(
            "(?i)too many|maximum number of (simultaneous )?connections|connection limit|simultaneous connections");

    private TurnedAway() {}

    /** A server that says no to a sign-in: only some codes say that the password is not to blame. */
    static MailFailure of(ImapWire wire, Answer no) {
        return switch (no.code()) {
            case "UNAVAILABLE",
                    "INUSE",
                    "IN-USE",
                    "LIMIT",
                    "LOGIN-DELAY",
                    "SYS/TEMP",
                    "SERVERBUG",
                    "CONTACTADMIN",
                    "PRIVACYREQUIRED" ->
                no.code().equals("LIMIT")
                        ? new MailFailure.TooManyConnections(wire.host(), no.words())
                        : unavailable(wire.connection().endpoint(), no.words());
            case "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED" ->
                new MailFailure.SignInRefused(wire.host(), no.words());
            default ->
                TOO_MANY.matcher(no.words()).find()
                        ? new MailFailure.TooManyConnections(wire.host(), no.words())
                        : new MailFailure.SignInRefused(wire.host(), no.words());
        };
    }

    /** A server that ends the connection, or does not want to begin one. */
    static MailFailure unavailable(Endpoint endpoint, String words) {
        return TOO_MANY.matcher(words).find()
                ? new MailFailure.TooManyConnections(endpoint.host(), words)
                : new MailFailure.ServerUnreachable(endpoint, "it does not take us now (it said: " + words + ")", null);
    }
}
