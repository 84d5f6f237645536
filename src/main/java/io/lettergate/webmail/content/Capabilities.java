package io.lettergate.webmail.content;

import io.lettergate.accounts.AccountId;
import io.lettergate.mail.PartNumber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Makes and reads the tokens by which a message's frame gets its pictures. The frame has an opaque origin and sends no
 * cookie, so the address itself is the right to read: one thing, for a quarter of an hour, and no longer than the session
 * lives in which it was made.
 */
@Component
public class Capabilities {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL = 32;
    private static final int FIXED = 4 * Long.BYTES + 1;

    private final Clock clock;
    private final SecretKeySpec key;

    Capabilities(Clock clock) {
        this.clock = clock;
        var secret = new byte[SEAL];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** What a token is for; one for this opens nothing else. */
    enum Kind {
        /** A part of a message. */
        PICTURE("/content/", 'p'),
        /** A picture of the Web. */
        REMOTE("/content/remote/", 'r'),
        /** The document of a frame. */
        BODY("/content/body/", 'b');

        private final String path;
        private final byte letter;

        Kind(String path, char letter) {
            this.path = path;
            this.letter = (byte) letter;
        }
    }

    /**
     * What a token says.
     *
     * @param session the mark of the session it was made in, as {@link Readings} knows it
     * @param words what exactly it opens
     */
    record Ticket(Kind kind, AccountId account, long session, String words) {}

    /**
     * A part of a message that may be read.
     *
     * @param session the mark of the session it was made in, as {@link Readings} knows it
     */
    record Grant(AccountId account, String message, PartNumber part, long session) {

        private static final int MESSAGE = 27;

        private Ticket ticket() {
            return new Ticket(Kind.PICTURE, account, session, message + part);
        }

        private static Optional<Grant> of(Ticket ticket) {
            var words = ticket.words();
            return words.length() > MESSAGE && PartNumber.allows(words.substring(MESSAGE))
                    ? Optional.of(new Grant(
                            ticket.account(),
                            words.substring(0, MESSAGE),
                            new PartNumber(words.substring(MESSAGE)),
                            ticket.session()))
                    : Optional.empty();
        }
    }

    /** The address of a part for those who hold it. */
    String url(Grant grant) {
        return url(grant.ticket());
    }

    /** The part that a token allows to read; nothing where it is not ours, was changed, or is too old. */
    Optional<Grant> read(String token) {
        return open(Kind.PICTURE, token).flatMap(Grant::of);
    }

    /** The address of what a ticket is for. */
    String url(Ticket ticket) {
        var ends = clock.instant().plus(LIFETIME).getEpochSecond();
        var words = ticket.words().getBytes(StandardCharsets.UTF_8);
        var account = ticket.account().value();
        var payload = ByteBuffer.allocate(FIXED + words.length)
                .put(ticket.kind().letter)
                .putLong(ends)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .putLong(ticket.session())
                .put(words)
                .array();
        var token = ByteBuffer.allocate(SEAL + payload.length)
                .put(seal(payload))
                .put(payload)
                .array();
        return ticket.kind().path + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What the token says; nothing where it is not ours, for something else, was changed, or is too old. */
    Optional<Ticket> open(Kind kind, String token) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (octets.length <= SEAL + FIXED) {
            return Optional.empty();
        }
        var payload = Arrays.copyOfRange(octets, SEAL, octets.length);
        var sealed = MessageDigest.isEqual(seal(payload), Arrays.copyOf(octets, SEAL));
        return sealed && payload[0] == kind.letter
                ? ticket(kind, ByteBuffer.wrap(payload, 1, payload.length - 1))
                : Optional.empty();
    }

    private Optional<Ticket> ticket(Kind kind, ByteBuffer payload) {
        if (clock.instant().isAfter(Instant.ofEpochSecond(payload.getLong()))) {
            return Optional.empty();
        }
        var account = new AccountId(new UUID(payload.getLong(), payload.getLong()));
        var session = payload.getLong();
        return Optional.of(new Ticket(
                kind, account, session, StandardCharsets.UTF_8.decode(payload).toString()));
    }

    private byte[] seal(byte[] payload) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, impossible);
        }
    }
}
