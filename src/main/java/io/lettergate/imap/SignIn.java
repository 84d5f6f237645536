package io.lettergate.imap;

import io.lettergate.accounts.Account;
import io.lettergate.accounts.Password;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Dialer;
import io.lettergate.net.Upgrade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ConnectionException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.springframework.stereotype.Component;

/**
 * Opens IMAP connections that are signed in. The mechanism is chosen from what the server offers now, and there is no
 * second try by another: one wrong password is one failure in the server's books.
 */
@Component
class SignIn {

    private final Dialer dialer;

    SignIn(Dialer dialer) {
        this.dialer = dialer;
    }

    ImapWire open(Account account, Password password) {
        var connection = dialer.dial(account.incoming(), Upgrade.IMAP);
        try {
            if (!connection.greeting().regionMatches(true, 0, "* OK", 0, 4)) {
                throw new MailFailure.ServerUnreachable(
                        account.incoming(), "it does not take us now (it said: " + connection.greeting() + ")", null);
            }
            var wire = new ImapWire(connection);
            signIn(wire, account, password);
            return wire;
        } catch (IOException broken) {
            connection.close();
            throw connection.failure(broken);
        } catch (RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }

    private static void signIn(ImapWire wire, Account account, Password password) {
        ask(wire, wire::capability);
        if (wire.hasCapability("AUTH=PLAIN")) {
            ask(wire, () -> wire.authplain(null, account.userName(), password.reveal()));
        } else if (!wire.hasCapability("LOGINDISABLED")) {
            ask(wire, () -> wire.simpleCommand("LOGIN", names(account, password)));
        } else {
            throw new MailFailure.ServerRefused(wire.host(), "it offers no way to sign in that we know");
        }
        ask(wire, wire::capability);
    }

    private static Argument names(Account account, Password password) {
        return new Argument()
                .writeString(account.userName(), StandardCharsets.UTF_8)
                .writeString(password.reveal(), StandardCharsets.UTF_8);
    }

    private static void ask(ImapWire wire, Step step) {
        wire.guarded(() -> {
            try {
                step.run();
                return true;
            } catch (CommandFailedException refused) {
                throw refusal(wire, refused);
            } catch (ConnectionException gone) {
                throw new IOException(gone);
            }
        });
    }

    private static MailFailure refusal(ImapWire wire, CommandFailedException refused) {
        if (!(refused.getResponse() instanceof Answer answer)) {
            return new MailFailure.SignInRefused(wire.host(), "");
        }
        return switch (answer.code()) {
            case "UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "CONTACTADMIN", "PRIVACYREQUIRED" ->
                new MailFailure.ServerUnreachable(
                        wire.connection().endpoint(),
                        "it does not take us now (it said: " + answer.words() + ")",
                        null);
            default -> new MailFailure.SignInRefused(wire.host(), answer.words());
        };
    }

    /** One step of signing in. */
    private interface Step {
        void run() throws ProtocolException;
    }
}
