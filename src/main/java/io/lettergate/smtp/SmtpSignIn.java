package io.lettergate.smtp;

import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.OutgoingAccess;
import io.lettergate.accounts.Password;
import io.lettergate.accounts.spi.SubmissionCheck;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import io.lettergate.net.Dialer;
import io.lettergate.net.Upgrade;
import io.lettergate.sasl.Mechanism;
import io.lettergate.sasl.Mechanisms;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Opens sessions with servers that take mail. The way to sign in is chosen from what the server offers now, and there is no
 * second try by another: one wrong password is one failure in the server's books.
 */
@Component
class SmtpSignIn implements SubmissionCheck {

    private static final int SERVES = 220;
    private static final int TEMPORARY_AUTH_FAILURE = 454;

    private final Dialer dialer;
    private final SmtpSettings settings;

    SmtpSignIn(Dialer dialer, SmtpSettings settings) {
        this.dialer = dialer;
        this.settings = settings;
    }

    /** A server that knows us, and what it offers. */
    record Session(SmtpWire wire, Extensions offered) implements AutoCloseable {

        /** Says goodbye, and does not wait for an answer that changes nothing. */
        void quit() {
            try {
                wire.say("QUIT");
            } catch (MailFailure gone) {
                wire.close();
            }
        }

        @Override
        public void close() {
            wire.close();
        }
    }

    @Override
    public void check(OutgoingAccess access, Credential credential) {
        try (var session = open(access, credential)) {
            if (!session.offered().has("AUTH")) {
                throw unsupported(session.wire(), "it offers no way to sign in");
            }
            session.quit();
        }
    }

    /** What a server offers to whoever comes, in TLS where TLS is used; nobody signs in. */
    Extensions offered(Endpoint server) {
        try (var wire = new SmtpWire(dialer.dial(server, Upgrade.SMTP))) {
            requireWelcome(wire);
            var session = new Session(wire, hello(wire));
            session.quit();
            return session.offered();
        }
    }

    /** Signs in once; with a token that was refused, once more with the next one. */
    Session open(OutgoingAccess access, Credential credential) {
        var secret = credential.reveal();
        try {
            return openOnce(access, credential);
        } catch (MailFailure.SignInRefused refused) {
            if (!(credential instanceof AccessToken token)) {
                throw refused;
            }
            token.renew(secret);
            return openWithNext(access, token);
        }
    }

    /** A new token that is refused, too, tells that the provider gives none that this server takes. */
    private Session openWithNext(OutgoingAccess access, AccessToken token) {
        try {
            return openOnce(access, token);
        } catch (MailFailure.SignInRefused again) {
            throw again.ofToken();
        }
    }

    private Session openOnce(OutgoingAccess access, Credential credential) {
        var connection = dialer.dial(access.server(), Upgrade.SMTP);
        try {
            var wire = new SmtpWire(connection);
            requireWelcome(wire);
            var offered = hello(wire);
            signIn(wire, offered, access, credential);
            return new Session(wire, offered);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void requireWelcome(SmtpWire wire) {
        var greeting = wire.greeting();
        if (greeting.code() != SERVES) {
            throw turnedAway(wire, greeting);
        }
    }

    private Extensions hello(SmtpWire wire) {
        var reply = wire.ask("EHLO " + settings.hello());
        if (!reply.isYes()) {
            throw turnedAway(wire, reply);
        }
        return Extensions.of(reply.lines());
    }

    private static MailFailure turnedAway(SmtpWire wire, Reply reply) {
        return reply.isLater()
                ? new MailFailure.ServerUnavailable(wire.host(), reply.words())
                : new MailFailure.ServerRefused(wire.host(), reply.words());
    }

    private void signIn(SmtpWire wire, Extensions offered, OutgoingAccess access, Credential credential) {
        if (!offered.has("AUTH")) {
            if (!settings.withoutSignIn()) {
                throw unsupported(wire, "it offers no way to sign in");
            }
            return;
        }
        if (isOpen(wire.connection()) && credential instanceof AccessToken) {
            throw unsupported(wire, "an access token goes over encrypted connections only");
        }
        var mechanism = mechanism(wire, offered, access, credential)
                .orElseThrow(() -> unsupported(wire, "it offers no way that we know and that is safe here"));
        authenticate(wire, mechanism);
    }

    private boolean isOpen(Connection connection) {
        return connection.endpoint().encryption() == Encryption.NONE
                && connection.isDistant()
                && !settings.plainPasswords();
    }

    private Optional<Mechanism> mechanism(
            SmtpWire wire, Extensions offered, OutgoingAccess access, Credential credential) {
        try {
            return switch (credential) {
                case AccessToken token ->
                    Mechanisms.forToken(offered.mechanisms()::contains, access.userName(), token.reveal());
                case Password password ->
                    Mechanisms.forPassword(
                            mechanisms(wire), offered.mechanisms()::contains, access.userName(), password.reveal());
            };
        } catch (IllegalArgumentException unfit) {
            throw unsupported(wire, "the address or the password has characters that its way to sign in cannot carry");
        }
    }

    private List<String> mechanisms(SmtpWire wire) {
        return settings.mechanisms().stream()
                .filter(name -> name.startsWith("SCRAM-") || !isOpen(wire.connection()))
                .toList();
    }

    private static void authenticate(SmtpWire wire, Mechanism mechanism) {
        try {
            var reply = new SmtpAuthentication(wire, mechanism).run();
            if (reply.isYes()) {
                return;
            }
            if (mechanism.complaint().isEmpty()) {
                throw refusal(wire, reply);
            }
        } catch (MailFailure.ServerUnreachable hungUp) {
            if (mechanism.complaint().isEmpty()) {
                throw hungUp;
            }
        }
        throw new MailFailure.SignInRefused(wire.host(), mechanism.complaint());
    }

    private static MailFailure refusal(SmtpWire wire, Reply reply) {
        return switch (reply.code()) {
            case TEMPORARY_AUTH_FAILURE, 421, 450, 451, 452 ->
                new MailFailure.ServerUnavailable(wire.host(), reply.words());
            case 504, 534, 538 -> unsupported(wire, "it said " + reply.words());
            default -> new MailFailure.SignInRefused(wire.host(), reply.words());
        };
    }

    private static MailFailure unsupported(SmtpWire wire, String reason) {
        return new MailFailure.SignInUnsupported(wire.host(), reason);
    }
}
