package io.lettergate.imap;

import io.lettergate.accounts.AccessToken;
import io.lettergate.accounts.Account;
import io.lettergate.accounts.Credential;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Connection;
import io.lettergate.net.Dialer;
import io.lettergate.net.Upgrade;
import io.lettergate.sasl.Mechanism;
import io.lettergate.sasl.Mechanisms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens IMAP connections that are signed in. The mechanism is chosen from what the server offers now, and there is no
 * second try by another: one wrong password is one failure in the server's books.
 */
@Component
class SignIn {

    private final Dialer dialer;
    private final ImapSettings settings;
    private final Quirks quirks;

    SignIn(Dialer dialer, ImapSettings settings, Quirks quirks) {
        this.dialer = dialer;
        this.settings = settings;
        this.quirks = quirks;
    }

    ImapWire open(Account account, Credential credential) {
        return open(account, credential, null);
    }

    /**
     * Signs in once; with a token that was refused, once more with the next one.
     *
     * @param client the address of the machine that asks for it; absent where the server is not to be told
     */
    ImapWire open(Account account, Credential credential, @Nullable String client) {
        var secret = credential.reveal();
        try {
            return openOnce(account, credential, client);
        } catch (MailFailure.SignInRefused refused) {
            if (!(credential instanceof AccessToken token)) {
                throw refused;
            }
            token.renew(secret);
            return openWithNext(account, token, client);
        }
    }

    /** A new token that is refused, too, tells that the provider gives none that this server takes. */
    private ImapWire openWithNext(Account account, AccessToken token, @Nullable String client) {
        try {
            return openOnce(account, token, client);
        } catch (MailFailure.SignInRefused again) {
            throw again.ofToken();
        }
    }

    private ImapWire openOnce(Account account, Credential credential, @Nullable String client) {
        var connection = dialer.dial(account.incoming(), Upgrade.IMAP);
        try {
            requireWelcome(connection);
            var wire = new ImapWire(connection, quirks);
            signIn(wire, account, credential, client);
            begin(wire);
            return wire;
        } catch (IOException broken) {
            connection.close();
            throw connection.failure(broken);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    /** A server that says we are signed in would give us somebody's mail, and nobody knows whose. */
    private static void requireWelcome(Connection connection) {
        var greeting = connection.greeting();
        if (greeting.regionMatches(true, 0, "* PREAUTH", 0, 9)) {
            throw new MailFailure.SignInUnsupported(
                    connection.endpoint().host(), "it says that somebody is signed in already");
        }
        if (!greeting.regionMatches(true, 0, "* OK", 0, 4)) {
            throw TurnedAway.unavailable(connection.endpoint(), greeting);
        }
    }

    private void signIn(ImapWire wire, Account account, Credential credential, @Nullable String client) {
        requireCapabilities(wire);
        if (client != null && wire.hasCapability("ID")) {
            wire.run("ID", settings.introduction(client));
        }
        var mechanism = mechanism(wire, account, credential);
        wire.server().outdate();
        if (mechanism.isPresent()) {
            var answer = wire.authenticate(mechanism.get());
            requireYes(wire, answer, mechanism.get());
        } else {
            login(wire, account, credential);
        }
        requireCapabilities(wire);
    }

    private static void requireCapabilities(ImapWire wire) {
        if (!wire.server().isKnown()) {
            wire.ask("CAPABILITY", null);
        }
    }

    private Optional<Mechanism> mechanism(ImapWire wire, Account account, Credential credential) {
        try {
            return switch (credential) {
                case AccessToken token ->
                    Mechanisms.forToken(name -> offers(wire, name), account.userName(), token.reveal());
                case Password password ->
                    Mechanisms.forPassword(
                            settings.mechanisms(), name -> offers(wire, name), account.userName(), password.reveal());
            };
        } catch (IllegalArgumentException unfit) {
            throw new MailFailure.SignInUnsupported(
                    wire.host(), "the address or the password has characters that its way to sign in cannot carry");
        }
    }

    /** The command LOGIN asks less of us than the mechanism of that name, and both say the same. */
    private static boolean offers(ImapWire wire, String mechanism) {
        return wire.hasCapability("AUTH=" + mechanism)
                && (!mechanism.equals("LOGIN") || wire.hasCapability("LOGINDISABLED"));
    }

    private void login(ImapWire wire, Account account, Credential credential) {
        if (!(credential instanceof Password password)) {
            throw new MailFailure.SignInUnsupported(
                    wire.host(), "it takes passwords only, and we hold an access token");
        }
        if (wire.hasCapability("LOGINDISABLED") || !settings.mechanisms().contains("LOGIN")) {
            throw new MailFailure.SignInUnsupported(wire.host(), "it offers no way that we know");
        }
        var names = new Argument()
                .writeString(account.userName(), StandardCharsets.UTF_8)
                .writeString(password.reveal(), StandardCharsets.UTF_8);
        var completion = wire.run("LOGIN", names).completion();
        if (!completion.isOK()) {
            throw TurnedAway.of(wire, completion);
        }
    }

    private static void requireYes(ImapWire wire, Answer answer, Mechanism mechanism) {
        if (answer.isOK()) {
            return;
        }
        if (!mechanism.complaint().isEmpty()) {
            throw new MailFailure.SignInRefused(wire.host(), mechanism.complaint());
        }
        throw TurnedAway.of(wire, answer);
    }

    /** Costs one round trip where the connection is compressed, and none elsewhere. */
    private void begin(ImapWire wire) {
        if (wire.hasCapability("ID")) {
            wire.introduce(settings.introduction());
        }
        if (wire.hasCapability("COMPRESS=DEFLATE")
                && settings.compresses(wire.connection().isDistant())) {
            wire.deflate();
        }
    }
}
