package io.lettergate.sending;

import io.lettergate.mail.DomainLabels;
import io.lettergate.mail.MailFailure;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * An address on the wire: where a message comes from or goes to (RFC 5321 §4.1.2, RFC 6531 §3.3). It holds nothing that
 * could end a command.
 *
 * @param value as in robin@vale.example; empty for the reverse-path of messages that nobody answers (RFC 8098 §2.1)
 */
public record MailPath(String value) {

    /** The reverse-path of what is never answered, as in receipts. */
    public static final MailPath NOBODY = new MailPath("");

    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_LABEL = 63;

    private static final String ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{A1}-\\x{10FFFF}-]{1,64}+";
    private static final Pattern DOT_STRING = Pattern.compile(ATEXT + "(?:\\." + ATEXT + "){0,31}+");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[ !#-\\[\\]-~\\x{A1}-\\x{10FFFF}]|\\\\[ -~]){0,62}+\"");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+");
    /** Separators, directions and other characters that nobody sees. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Co}\\p{Z}&&[^ ]]");

    public MailPath {
        if (!value.isEmpty() && !isPath(value)) {
            throw new IllegalArgumentException("No address on the wire is written like that");
        }
    }

    /**
     * Reads what somebody wrote as an address.
     *
     * @throws MailFailure.RecipientInvalid if mail cannot go there
     */
    public static MailPath of(String written) {
        var address = written.strip();
        if (!isPath(address)) {
            throw new MailFailure.RecipientInvalid(written);
        }
        return new MailPath(address);
    }

    private static boolean isPath(String address) {
        var at = address.lastIndexOf('@');
        return at > 0
                && address.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && !UNSEEN.matcher(address).find()
                && isLocalPart(address.substring(0, at))
                && isDomain(address.substring(at + 1));
    }

    private static boolean isLocalPart(String part) {
        return part.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOCAL
                && (DOT_STRING.matcher(part).matches() || QUOTED.matcher(part).matches());
    }

    private static boolean isDomain(String domain) {
        try {
            var labels = ascii(domain).split("\\.", -1);
            for (var label : labels) {
                if (label.length() > LONGEST_LABEL || !LABEL.matcher(label).matches()) {
                    return false;
                }
            }
            return labels.length > 0;
        } catch (IllegalArgumentException unfit) {
            return false;
        }
    }

    private static String ascii(String domain) {
        return DomainLabels.ascii(domain);
    }

    /** What stands after the @, in A-labels where it has others (RFC 5891). */
    public String domain() {
        return value.isEmpty() ? "" : ascii(value.substring(value.lastIndexOf('@') + 1));
    }

    /** Whether only a server with SMTPUTF8 can take it: the part before the @ has no other spelling (RFC 6531). */
    public boolean needsUtf8() {
        return value.isEmpty() ? false : !isAscii(localPart());
    }

    private String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }

    /** As every server understands it: the domain in A-labels. */
    public String wire() {
        return value.isEmpty() ? "" : localPart() + "@" + domain();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 0x80);
    }

    @Override
    public String toString() {
        return value;
    }
}
