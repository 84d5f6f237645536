package io.lettergate.pop3;

import io.lettergate.collecting.Heading;
import io.lettergate.mail.Address;
import io.lettergate.mime.MessageHeader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Reads what a header tells of its message, the same from a listing and from the whole message. */
final class Headings {

    /** What servers write into headers themselves, and change later. */
    private static final Set<String> CHANGING = Set.of(
            "status",
            "x-status",
            "x-uidl",
            "x-uid",
            "x-keywords",
            "x-mozilla-status",
            "x-mozilla-status2",
            "x-mozilla-keys",
            "content-length",
            "lines");

    private static final int LONGEST_SHOWN = 500;

    private Headings() {}

    /** Reads a header that a {@link HeaderTap} has kept. */
    static Heading of(byte[] header) {
        var envelope = MessageHeader.read(header).envelope();
        var sender = envelope.from().stream().findFirst().map(Address::label).orElse("");
        return new Heading(digest(header), shortened(envelope.subject()), shortened(sender), envelope.sentAt());
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN);
    }

    /** The digest of all lines but those that servers change; how lines end does not matter. */
    static String digest(byte[] header) {
        var sha = sha256();
        var isLeftOut = false;
        for (var line : new String(header, StandardCharsets.ISO_8859_1).split("\r?\n", -1)) {
            var isContinued = line.startsWith(" ") || line.startsWith("\t");
            isLeftOut = isContinued ? isLeftOut : isChanging(line);
            if (!isLeftOut && !line.isBlank()) {
                sha.update(line.stripTrailing().getBytes(StandardCharsets.ISO_8859_1));
                sha.update((byte) '\n');
            }
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static boolean isChanging(String line) {
        var colon = line.indexOf(':');
        return colon > 0 && CHANGING.contains(line.substring(0, colon).strip().toLowerCase(Locale.ROOT));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
