package io.lettergate.mail;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A mark on a message: a system flag or a keyword, spelled as in JMAP (RFC 9051 §2.3.2, RFC 8621 §4.1.1). Other
 * spellings are refused, so that no flag can carry a command to a server.
 */
public record Flag(String keyword) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9$_.+-]{1,64}");

    public static final Flag SEEN = new Flag("$seen");
    public static final Flag FLAGGED = new Flag("$flagged");
    public static final Flag ANSWERED = new Flag("$answered");
    public static final Flag FORWARDED = new Flag("$forwarded");
    public static final Flag DRAFT = new Flag("$draft");
    public static final Flag JUNK = new Flag("$junk");
    /** A receipt was sent, or is not to be sent (RFC 3503). */
    public static final Flag MDN_SENT = new Flag("$mdnsent");

    public static final Flag NOT_JUNK = new Flag("$notjunk");

    public Flag {
        if (!ALLOWED.matcher(keyword).matches()) {
            throw new IllegalArgumentException(
                    "A keyword has 1 to 64 letters, digits or the characters $ _ . + -, and nothing else");
        }
        keyword = keyword.toLowerCase(Locale.ROOT);
    }

    public static boolean allows(String keyword) {
        return ALLOWED.matcher(keyword).matches();
    }

    @Override
    public String toString() {
        return keyword;
    }
}
