package io.lettergate.imap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.jspecify.annotations.Nullable;

/** One line of a server's answer, literals included, whose pieces we read ourselves (RFC 9051 §7). */
class Answer extends Response {

    private static final int START = 256;

    private String key = "";
    private int number;

    Answer(ImapWire wire) throws IOException, ProtocolException {
        super(wire);
        if (isUnTagged() && !isOK() && !isNO() && !isBAD() && !isBYE()) {
            readKey();
        }
    }

    /** As in {@code * LIST} and in {@code * 3 EXISTS}; Angus tells them apart by an exception for each line. */
    private void readKey() {
        key = String.valueOf(readAtom());
        if (isNumber(key)) {
            number = Integer.parseInt(key);
            key = String.valueOf(readAtom());
        }
    }

    private static boolean isNumber(String atom) {
        return !atom.isEmpty()
                && atom.length() <= 10
                && atom.chars().allMatch(octet -> octet >= '0' && octet <= '9')
                && Long.parseLong(atom) <= Integer.MAX_VALUE;
    }

    boolean is(String wanted) {
        return isUnTagged() && key.equalsIgnoreCase(wanted);
    }

    /** The number before the key; 0 where there is none. */
    int getNumber() {
        return number;
    }

    /** Whether it is about flags: what a server says unasked of a message is that, and says it at once. */
    boolean tellsFlags() {
        var start = new String(buffer, 0, Math.min(size, START), StandardCharsets.ISO_8859_1);
        return start.contains("FLAGS");
    }

    /** What comes after the key. */
    ValueReader values() {
        return new ValueReader(buffer, index, size);
    }

    /** What the server says to a person, without its response code; made fit for one line. */
    String words() {
        var rest = rest();
        if (rest.startsWith("[")) {
            rest = rest.substring(rest.indexOf(']') + 1);
        }
        var clean = rest.strip().replaceAll("\\p{Cntrl}+", " ");
        return clean.length() > 300 ? clean.substring(0, 300) + "…" : clean;
    }

    /** What a continuation holds, as it stands: a challenge in BASE64 while signing in (RFC 9051 §7.6). */
    String challenge() {
        var line = new String(buffer, 0, size, StandardCharsets.ISO_8859_1);
        return line.substring(Math.min(1, line.length())).strip();
    }

    /** The response code in brackets, such as UIDVALIDITY, in capitals; empty where there is none (RFC 9051 §7.1). */
    String code() {
        var inside = bracketed();
        var space = inside.indexOf(' ');
        return (space < 0 ? inside : inside.substring(0, space)).toUpperCase(Locale.ROOT);
    }

    /** What comes after the response code, inside its brackets. */
    @Nullable
    ValueReader codeValues() {
        var inside = bracketed();
        var space = inside.indexOf(' ');
        return space < 0 ? null : ValueReader.of(inside.substring(space + 1));
    }

    private String bracketed() {
        var rest = rest();
        var end = rest.indexOf(']');
        return rest.startsWith("[") && end > 0 ? rest.substring(1, end) : "";
    }

    private String rest() {
        if (isTagged() || isOK() || isNO() || isBAD() || isBYE()) {
            reset();
            skipSpaces();
            return getRest();
        }
        return "";
    }
}
