package io.lettergate.moving;

import io.lettergate.mail.Address;
import io.lettergate.mail.MessageSummary;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * What a message is known by on another server: its Message-ID, or what else stands in its header where it has none. It
 * only finds those that may be the same; sizes and octets decide.
 *
 * @param value an m or an e, which says which, and half a SHA-256
 */
record Fingerprint(String value) {

    static Fingerprint of(MessageSummary row) {
        var envelope = row.envelope();
        var messageId = envelope.messageId();
        if (messageId != null && !messageId.isBlank()) {
            return new Fingerprint("m" + half(messageId.strip()));
        }
        return new Fingerprint("e"
                + half(envelope.sentAt() + "\n" + envelope.subject() + "\n"
                        + envelope.from().stream().map(Address::email).collect(Collectors.joining(",")) + "\n"
                        + envelope.to().stream().map(Address::email).collect(Collectors.joining(","))));
    }

    /** Whether it is made of a Message-ID, which hardly any two messages share. */
    boolean isOfMessageId() {
        return value.startsWith("m");
    }

    private static String half(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
