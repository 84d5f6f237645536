package io.lettergate.pop3;

import io.lettergate.mail.MailFailure;
import io.lettergate.sasl.DistrustException;
import io.lettergate.sasl.Mechanism;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One AUTH command, with all that both sides say in it (RFC 5034). Only {@code +OK} lets us in: a challenge at the place of
 * an answer does not, whatever it holds.
 */
final class PopAuthentication {

    private static final int MOST_ROUNDS = 10;
    /** Of a command with its line end (RFC 2449 §4). */
    private static final int LONGEST_COMMAND = 255;

    private final PopWire wire;
    private final Mechanism mechanism;
    private boolean hasStarted;

    PopAuthentication(PopWire wire, Mechanism mechanism) {
        this.wire = wire;
        this.mechanism = mechanism;
    }

    /** Says all there is to say, and gives the server's last answer. */
    Reply run() {
        wire.say(command() + "\r\n");
        for (int rounds = 0; rounds < MOST_ROUNDS; rounds++) {
            var line = wire.line();
            var reply = Reply.of(line);
            if (reply.isPresent()) {
                return ended(reply.get());
            }
            if (!line.equals("+") && !line.startsWith("+ ")) {
                throw wire.unreadable("neither +OK nor -ERR");
            }
            wire.say(encoded(next(line.substring(1).strip())) + "\r\n");
        }
        throw wire.unreadable("a sign-in without end");
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
            if (reply.ok()) {
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
