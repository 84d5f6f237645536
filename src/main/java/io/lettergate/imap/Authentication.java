package io.lettergate.imap;

import io.lettergate.sasl.DistrustException;
import io.lettergate.sasl.Mechanism;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.ProtocolException;

/** One AUTHENTICATE command, with all that both sides say in it (RFC 9051 §6.2.2, RFC 4959). */
final class Authentication {

    private static final int MOST_ROUNDS = 10;
    private static final int MOST_ASIDES = 100;

    private final ImapWire wire;
    private final Mechanism mechanism;
    private final boolean startsInCommand;
    private boolean hasStarted;

    Authentication(ImapWire wire, Mechanism mechanism) {
        this.wire = wire;
        this.mechanism = mechanism;
        this.startsInCommand = wire.hasCapability("SASL-IR") && mechanism.first() != null;
    }

    Answer run() throws IOException, ProtocolException {
        var tag = begin();
        int rounds = 0;
        for (int asides = 0; asides < MOST_ASIDES && rounds < MOST_ROUNDS; asides++) {
            var answer = (Answer) wire.readResponse();
            if (answer.isContinuation()) {
                wire.say(encoded(next(answer)));
                rounds++;
                continue;
            }
            wire.server().hear(answer);
            if (answer.isBYE()) {
                throw new ByeException(answer.words());
            }
            if (answer.isTagged() && tag.equals(answer.getTag())) {
                return ended(answer);
            }
        }
        throw new UnreadableException("a sign-in without end");
    }

    private String begin() throws IOException, ProtocolException {
        var arguments = new Argument().writeAtom(mechanism.name());
        var first = mechanism.first();
        if (startsInCommand && first != null) {
            arguments.writeAtom(first.length == 0 ? "=" : encoded(first));
            hasStarted = true;
        }
        return wire.writeCommand("AUTHENTICATE", arguments);
    }

    private byte[] next(Answer challenge) {
        var first = mechanism.first();
        if (!hasStarted && first != null) {
            hasStarted = true;
            return first;
        }
        try {
            return mechanism.answer(decoded(challenge));
        } catch (DistrustException distrust) {
            throw new UnreadableException(String.valueOf(distrust.getMessage()));
        }
    }

    private Answer ended(Answer answer) {
        try {
            if (answer.isOK()) {
                mechanism.end();
            }
            return answer;
        } catch (DistrustException distrust) {
            throw new UnreadableException(String.valueOf(distrust.getMessage()));
        }
    }

    private static byte[] decoded(Answer challenge) {
        try {
            return Base64.getDecoder().decode(challenge.challenge());
        } catch (IllegalArgumentException noBase64) {
            throw new UnreadableException("a challenge that is not BASE64");
        }
    }

    private static String encoded(byte[] octets) {
        return new String(Base64.getEncoder().encode(octets), StandardCharsets.US_ASCII);
    }
}
