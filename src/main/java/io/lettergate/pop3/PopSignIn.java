package io.lettergate.pop3;

import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Keyring;
import io.lettergate.accounts.Password;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import io.lettergate.net.Dialer;
import io.lettergate.net.Upgrade;
import io.lettergate.sasl.Mechanism;
import io.lettergate.sasl.Mechanisms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Opens POP3 sessions. The way to sign in is chosen from what the server offers now, and there is no second try by
 * another: one wrong password is one failure in the server's books. APOP is never spoken, as it rests on MD5.
 */
@Component
class PopSignIn implements Drops {

    private final Dialer dialer;
    private final Pop3Settings settings;
    private final Keyring keyring;

    PopSignIn(Dialer dialer, Pop3Settings settings, Keyring keyring) {
        this.dialer = dialer;
        this.settings = settings;
        this.keyring = keyring;
    }

    @Override
    public Drop open(Account account) {
        var credential = keyring.require(account.id());
        try {
            return open(account, credential);
        } catch (MailFailure.SignInRefused refused) {
            keyring.refused(account.id(), credential, refused);
            throw refused;
        }
    }

    /** Signs in once; with a token that was refused, once more with the next one. */
    Drop open(Account account, Credential credential) {
        var secret = credential.reveal();
        try {
            return openOnce(account, credential);
        } catch (MailFailure.SignInRefused refused) {
            if (!(credential instanceof AccessToken token)) {
                throw refused;
            }
            token.renew(secret);
            return openWithNext(account, token);
        }
    }

    /** A new token that is refused, too, tells that the provider gives none that this server takes. */
    private Drop openWithNext(Account account, AccessToken token) {
        try {
            return openOnce(account, token);
        } catch (MailFailure.SignInRefused again) {
            throw again.ofToken();
        }
    }

    private Drop openOnce(Account account, Credential credential) {
        var connection = dialer.dial(account.incoming(), Upgrade.POP3);
        try {
            var wire = new PopWire(connection);
            requireWelcome(wire);
            var offered = wire.capabilities();
            signIn(wire, offered, account, credential);
            return session(wire, offered);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void requireWelcome(PopWire wire) {
        var greeting = Reply.of(wire.connection().greeting())
                .orElseThrow(() -> wire.unreadable("its greeting is none of POP3"));
        if (!greeting.ok()) {
            throw TurnedAway.from(wire.host(), greeting, Duration.ZERO);
        }
    }

    private void signIn(PopWire wire, Capabilities offered, Account account, Credential credential) {
        requireCover(wire, credential);
        var mechanism = mechanism(wire, offered, account, credential);
        if (mechanism.isPresent()) {
            authenticate(wire, offered, mechanism.get());
        } else {
            login(wire, offered, account, credential);
        }
    }

    /** What could be overheard on the way goes only where the operator says that nobody listens. */
    private void requireCover(PopWire wire, Credential credential) {
        if (isOpen(wire.connection()) && credential instanceof AccessToken) {
            throw unsupported(wire, "an access token goes over encrypted connections only");
        }
    }

    private boolean isOpen(Connection connection) {
        return connection.endpoint().encryption() == Encryption.NONE
                && connection.isDistant()
                && !settings.plainPasswords();
    }

    private Optional<Mechanism> mechanism(PopWire wire, Capabilities offered, Account account, Credential credential) {
        try {
            return switch (credential) {
                case AccessToken token ->
                    Mechanisms.forToken(offered.sasl()::contains, account.userName(), token.reveal());
                case Password password ->
                    Mechanisms.forPassword(
                            mechanisms(wire),
                            name -> offered.sasl().contains(name),
                            account.userName(),
                            password.reveal());
            };
        } catch (IllegalArgumentException unfit) {
            throw unsupported(wire, "the address or the password has characters that its way to sign in cannot carry");
        }
    }

    /** Those that may be used on this connection, without USER, which is no mechanism. */
    private List<String> mechanisms(PopWire wire) {
        return settings.mechanisms().stream()
                .filter(name -> !name.equals(Pop3Settings.USER))
                .filter(name -> name.startsWith("SCRAM-") || !isOpen(wire.connection()))
                .toList();
    }

    private static void authenticate(PopWire wire, Capabilities offered, Mechanism mechanism) {
        try {
            var reply = new PopAuthentication(wire, mechanism).run();
            if (reply.ok()) {
                return;
            }
            if (mechanism.complaint().isEmpty()) {
                throw TurnedAway.fromSigningIn(wire.host(), reply, offered.loginDelay());
            }
        } catch (MailFailure.ServerUnreachable hungUp) {
            if (mechanism.complaint().isEmpty()) {
                throw hungUp;
            }
        }
        throw new MailFailure.SignInRefused(wire.host(), mechanism.complaint());
    }

    private void login(PopWire wire, Capabilities offered, Account account, Credential credential) {
        if (!(credential instanceof Password password)) {
            throw unsupported(wire, "it takes passwords only, and we hold an access token");
        }
        if (isOpen(wire.connection())) {
            throw unsupported(wire, "it wants the password in plain text, and the connection is not encrypted");
        }
        if (!settings.mechanisms().contains(Pop3Settings.USER) || !takesNames(offered)) {
            throw unsupported(wire, "it offers no way that we know");
        }
        if (account.userName().chars().anyMatch(character -> character < 0x20 || character == 0x7F)) {
            throw unsupported(wire, "the user name has characters that no name has");
        }
        require(wire, offered, wire.ask("USER " + account.userName()));
        require(wire, offered, wire.ask("PASS " + password.reveal()));
    }

    /** A server that does not say how to sign in takes names and passwords, as all did once. */
    private static boolean takesNames(Capabilities offered) {
        return offered.user() || offered.sasl().isEmpty();
    }

    private static void require(PopWire wire, Capabilities offered, Reply reply) {
        if (!reply.ok()) {
            throw TurnedAway.fromSigningIn(wire.host(), reply, offered.loginDelay());
        }
    }

    /** A server may offer other things to somebody it knows; and only one that counts the mail has let us in. */
    private Drop session(PopWire wire, Capabilities offered) {
        if (!offered.pipelining() && !offered.variesByUser()) {
            wire.say("STAT\r\n");
            return new OpenDrop(wire, settings, offered, count(wire, offered));
        }
        wire.say(offered.pipelining() ? "CAPA\r\nSTAT\r\n" : "CAPA\r\n");
        var again = wire.readCapabilities();
        var now = again.known() ? again : offered;
        if (!offered.pipelining()) {
            wire.say("STAT\r\n");
        }
        return new OpenDrop(wire, settings, now, count(wire, now));
    }

    private static Count count(PopWire wire, Capabilities offered) {
        var reply = wire.reply();
        if (!reply.ok()) {
            throw TurnedAway.from(wire.host(), reply, offered.loginDelay());
        }
        return Numbers.count(reply.words()).orElseThrow(() -> wire.unreadable("a count of messages that is none"));
    }

    private static MailFailure unsupported(PopWire wire, String reason) {
        return new MailFailure.SignInUnsupported(wire.host(), reason);
    }
}
