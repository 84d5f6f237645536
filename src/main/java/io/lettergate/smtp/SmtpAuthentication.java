package io.lettergate.smtp;

import io.lettergate.mail.MailFailure;
import io.lettergate.sasl.DistrustException;
import io.lettergate.sasl.Mechanism;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** One AUTH command, with all that both sides say in it (RFC 4954). Only 235 lets us in. */
final class SmtpAuthentication {

    private static final int MOST_ROUNDS = 10;
    /** Of a command with its line end (RFC 5321 §4.5.3.1.4). */
    private static final int LONGEST_COMMAND = 512;

    private static final int CHALLENGE = 334;

    private final SmtpWire wire;
    private final Mechanism mechanism;
    private boolean hasStarted;

    SmtpAuthentication(SmtpWire wire, Mechanism mechanism) {
        this.wire = wire;
        this.mechanism = mechanism;
    }

    /** Says all there is to say, and gives the server's last answer. */
    Reply run() {
        var reply = wire.ask(command());
        for (int rounds = 0; reply.code() == CHALLENGE; rounds++) {
            if (rounds == MOST_ROUNDS) {
                throw wire.unreadable("a sign-in without end");
            }
            reply = wire.ask(encoded(next(reply.lines().getFirst().strip())));
        }
        return ended(reply);
    }

    /** What is said first goes along where there is room for it, else in a line of its own. */
    private String command() {
        var bare = "AUTH " + mechanism.name();
        var first = mechanism.first();
        if (first == null) {
            return bare;
        }
        var whole = bare + " " + (first.length == 0 ? "=" : encoded(first));
        hasStarted = whole.length() + 2 <= LONGEST_COMMAND;
        return hasStarted ? whole : bare;
    }

    private byte[] next(String challenge) {
        var first = mechanism.first();
        if (!hasStarted && first != null) {
            hasStarted = true;
            return first;
        }
        try {
            return mechanism.answer(Base64.getDecoder().decode(challenge));
        } catch (DistrustException distrust) {
            throw unproven(distrust);
        } catch (IllegalArgumentException noBase64) {
            throw wire.unreadable("a challenge that is not BASE64");
        }
    }

    private Reply ended(Reply reply) {
        try {
            if (reply.isYes()) {
                mechanism.end();
            }
            return reply;
        } catch (DistrustException distrust) {
            throw unproven(distrust);
        }
    }

    /** Yes to a token that was complained about is no yes. */
    private MailFailure unproven(DistrustException distrust) {
        return mechanism.complaint().isEmpty()
                ? wire.unreadable(String.valueOf(distrust.getMessage()))
                : new MailFailure.SignInRefused(wire.host(), mechanism.complaint());
    }

    private static String encoded(byte[] octets) {
        return new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII);
    }
}
