package io.lettergate.mailbox;

import io.lettergate.mail.MailboxName;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What URLs and programs call a mailbox or message of an account: short, safe in a URL, the same on every node and after
 * a restart. It is made from the name, so that nothing has to be remembered: 12 octets of the name's SHA-256, and for a
 * message UIDVALIDITY and UID behind them.
 */
public record OpaqueId(String value) {

    private static final int NAME_OCTETS = 12;
    private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9_-]{16}");
    private static final Pattern MESSAGE = Pattern.compile("[A-Za-z0-9_-]{27}");

    public static OpaqueId of(MailboxName mailbox) {
        return encode(digest(mailbox));
    }

    public static OpaqueId of(MessageRef message) {
        return encode(ByteBuffer.allocate(NAME_OCTETS + 2 * Integer.BYTES)
                .put(digest(message.mailbox()))
                .putInt((int) message.uidValidity().value())
                .putInt((int) message.uid().value())
                .array());
    }

    boolean isMailbox() {
        return MAILBOX.matcher(value).matches();
    }

    boolean isMessage() {
        return MESSAGE.matcher(value).matches();
    }

    /** The mailbox part of a message's id. */
    OpaqueId mailbox() {
        return new OpaqueId(value.substring(0, 16));
    }

    /** The message, given the mailbox that {@link #mailbox()} names. */
    MessageRef in(MailboxName mailbox) {
        var numbers = ByteBuffer.wrap(Base64.getUrlDecoder().decode(value)).position(NAME_OCTETS);
        return new MessageRef(
                mailbox,
                new UidValidity(Integer.toUnsignedLong(numbers.getInt())),
                new Uid(Integer.toUnsignedLong(numbers.getInt())));
    }

    private static OpaqueId encode(byte[] octets) {
        return new OpaqueId(Base64.getUrlEncoder().withoutPadding().encodeToString(octets));
    }

    private static byte[] digest(MailboxName mailbox) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256");
            return Arrays.copyOf(sha256.digest(mailbox.value().getBytes(StandardCharsets.UTF_8)), NAME_OCTETS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
