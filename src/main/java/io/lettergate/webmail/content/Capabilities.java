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
 * cookie, so the address itself is the right to read: one part of one message, for a quarter of an hour, and no longer
 * than the session lives in which it was made.
 */
@Component
public class Capabilities {

    static final Duration LIFETIME = Duration.ofMinutes(15);

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SEAL = 32;
    private static final int FIXED = 4 * Long.BYTES;
    private static final int MESSAGE = 27;

    private final Clock clock;
    private final SecretKeySpec key;

    Capabilities(Clock clock) {
        this.clock = clock;
        var secret = new byte[SEAL];
        new SecureRandom().nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * What a token allows to read.
     *
     * @param session the mark of the session it was made in, as {@link Readings} knows it
     */
    record Grant(AccountId account, String message, PartNumber part, long session) {}

    /** The address of a part for those who hold it. */
    String url(Grant grant) {
        var ends = clock.instant().plus(LIFETIME).getEpochSecond();
        var words = (grant.message() + grant.part()).getBytes(StandardCharsets.US_ASCII);
        var account = grant.account().value();
        var payload = ByteBuffer.allocate(FIXED + words.length)
                .putLong(ends)
                .putLong(account.getMostSignificantBits())
                .putLong(account.getLeastSignificantBits())
                .putLong(grant.session())
                .put(words)
                .array();
        var token = ByteBuffer.allocate(SEAL + payload.length)
                .put(seal(payload))
                .put(payload)
                .array();
        return "/content/" + Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** What the token allows; nothing where it is not ours, was changed, or is too old. */
    Optional<Grant> read(String token) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        if (octets.length <= SEAL + FIXED + MESSAGE) {
            return Optional.empty();
        }
        var payload = Arrays.copyOfRange(octets, SEAL, octets.length);
        var sealed = MessageDigest.isEqual(seal(payload), Arrays.copyOf(octets, SEAL));
        return sealed ? grant(ByteBuffer.wrap(payload)) : Optional.empty();
    }

    private Optional<Grant> grant(ByteBuffer payload) {
        if (clock.instant().isAfter(Instant.ofEpochSecond(payload.getLong()))) {
            return Optional.empty();
        }
        var account = new AccountId(new UUID(payload.getLong(), payload.getLong()));
        var session = payload.getLong();
        var words = StandardCharsets.US_ASCII.decode(payload).toString();
        var part = new PartNumber(words.substring(MESSAGE));
        return Optional.of(new Grant(account, words.substring(0, MESSAGE), part, session));
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
