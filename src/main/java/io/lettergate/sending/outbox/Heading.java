package io.lettergate.sending.outbox;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MailFailure;
import io.lettergate.mime.MessageHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The header of a message that is to be sent (RFC 5322 §3.6). It is read strictly: what could be taken for something else
 * by the next server is refused here.
 *
 * @param fields each with its folds and its last line end, one character for each octet
 */
record Heading(List<String> fields) {

    private static final int LONGEST = 256 << 10;
    private static final int LONGEST_LINE = 998;
    private static final Pattern FIELD = Pattern.compile("([\\x21-\\x39\\x3B-\\x7E]{1,76}):.*", Pattern.DOTALL);
    private static final String END = "\r\n";
    private static final Set<String> HIDDEN = Set.of("bcc", "resent-bcc");
    private static final Set<String> SINGLE = Set.of(
            "date", "from", "sender", "reply-to", "to", "cc", "message-id", "in-reply-to", "references", "subject");

    Heading {
        fields = List.copyOf(fields);
    }

    /** Reads up to the empty line behind it. */
    static Heading read(InputStream message) throws IOException {
        var fields = new ArrayList<String>();
        var octets = 0;
        for (var line = line(message); line != null && !line.isEmpty(); line = line(message)) {
            octets += line.length() + 2;
            if (octets > LONGEST) {
                throw unfit("its header is longer than " + LONGEST + " octets");
            }
            add(fields, line);
        }
        var heading = new Heading(fields);
        heading.requireSingle();
        return heading;
    }

    private static void add(List<String> fields, String line) {
        if (line.length() > LONGEST_LINE) {
            throw unfit("a line of its header is longer than " + LONGEST_LINE + " characters");
        }
        var isFold = line.charAt(0) == ' ' || line.charAt(0) == '\t';
        if (isFold && !fields.isEmpty()) {
            fields.set(fields.size() - 1, fields.getLast() + line + END);
        } else if (!isFold && FIELD.matcher(line).matches()) {
            fields.add(line + END);
        } else {
            throw unfit("line " + (fields.size() + 1) + " of its header is no header field");
        }
    }

    /** A line without its end; nothing at the end of the message. */
    private static @Nullable String line(InputStream message) throws IOException {
        var line = new ByteArrayOutputStream();
        int octet = message.read();
        if (octet < 0) {
            return null;
        }
        for (; octet >= 0 && octet != '\n' && line.size() <= LONGEST; octet = message.read()) {
            line.write(octet);
        }
        var text = line.toString(StandardCharsets.ISO_8859_1);
        var bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (bare.indexOf('\r') >= 0 || bare.indexOf('\0') >= 0) {
            throw unfit("a header field holds a line break or a NUL");
        }
        return bare;
    }

    private void requireSingle() {
        var seen = new HashSet<String>();
        for (var field : fields) {
            var name = name(field);
            if (SINGLE.contains(name) && !seen.add(name)) {
                throw unfit("it has more than one field " + name);
            }
        }
    }

    private static String name(String field) {
        return field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT);
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> name(field).equals(name));
    }

    /** The fields that nobody else may see. */
    Heading hidden() {
        return only(field -> HIDDEN.contains(name(field)));
    }

    /** What all may see. */
    Heading open() {
        return only(field -> !HIDDEN.contains(name(field)));
    }

    private Heading only(Predicate<String> wanted) {
        return new Heading(fields.stream().filter(wanted).toList());
    }

    /** The same with another field before all others. */
    Heading with(String field) {
        var more = new ArrayList<String>();
        more.add(field + END);
        more.addAll(fields);
        return new Heading(more);
    }

    Envelope envelope() {
        return MessageHeader.read(octets()).envelope();
    }

    boolean isUtf8() {
        return fields.stream().anyMatch(field -> field.chars().anyMatch(octet -> octet > 0x7F));
    }

    /** The fields as they stand in a message, without the empty line behind them; one character for each octet. */
    String text() {
        return String.join("", fields);
    }

    byte[] octets() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static MailFailure unfit(String why) {
        return new MailFailure.MessageUnfit(why);
    }
}
