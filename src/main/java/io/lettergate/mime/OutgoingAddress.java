package io.lettergate.mime;

import io.lettergate.mail.Address;
import io.lettergate.mail.DomainLabels;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address that mail can be sent to or from, parsed strictly (RFC 5321 §4.1.2, RFC 6531 §3.3). Domains are in A-labels,
 * which every server takes.
 *
 * @param name empty where there is none
 */
public record OutgoingAddress(String name, String localPart, String domain) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final int LINE = 76;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\x{80}-\\x{10FFFF}-]{1,64}+";
    private static final Pattern ATOMS = Pattern.compile(ATOM + "(?:\\." + ATOM + "){0,31}+");
    private static final Pattern QUOTED = Pattern.compile("\"[ !#-\\[\\]-~]{1,62}+\"");
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?+";
    private static final Pattern DOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + "){0,126}+");
    private static final Pattern LITERAL = Pattern.compile("\\[[A-Fa-f0-9.:IPv]{2,60}]");
    private static final Pattern PLAIN_PHRASE = Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+");

    /**
     * Takes an address as somebody wrote it.
     *
     * @throws IllegalArgumentException in a sentence, if no mail can go there
     */
    public static OutgoingAddress of(Address address) {
        var name = address.name() == null
                ? ""
                : HeaderText.require("The name", address.name()).strip();
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("A name has at most " + LONGEST_NAME + " characters.");
        }
        var email = HeaderText.require("The address", address.email()).strip();
        int at = email.lastIndexOf('@');
        if (at < 1) {
            throw unfit(email);
        }
        var localPart = email.substring(0, at);
        boolean isLocalPart = localPart.length() <= LONGEST_LOCAL_PART
                && (ATOMS.matcher(localPart).matches()
                        || QUOTED.matcher(localPart).matches())
                && localPart.codePoints().noneMatch(OutgoingAddress::isUnseen);
        if (!isLocalPart) {
            throw unfit(email);
        }
        return new OutgoingAddress(name, localPart, domain(email, email.substring(at + 1)));
    }

    private static boolean isUnseen(int c) {
        return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static String domain(String email, String written) {
        if (LITERAL.matcher(written).matches()) {
            return written;
        }
        try {
            var ascii = DomainLabels.ascii(written).toLowerCase(Locale.ROOT);
            if (ascii.length() <= LONGEST_DOMAIN && DOMAIN.matcher(ascii).matches()) {
                return ascii;
            }
        } catch (IllegalArgumentException noLabels) {
            throw unfit(email);
        }
        throw unfit(email);
    }

    private static IllegalArgumentException unfit(String email) {
        return new IllegalArgumentException(
                email.isBlank()
                        ? "There is a name without an address. An address looks like name@example.org."
                        : "“" + OneLine.of(email, 100)
                                + "” is not a whole mail address. It looks like name@example.org.");
    }

    /**
     * All addresses of a field that somebody filled in, parted by commas or semicolons; nobody checked them yet.
     *
     * @throws IllegalArgumentException where the field holds what no header can
     */
    public static List<Address> split(String field) {
        return AddressList.of(HeaderText.require("The address", field.replaceAll("[\\r\\n\\t]+", ", ")));
    }

    /** The same in the way that {@link #split} reads. */
    public static String join(List<Address> addresses) {
        return String.join(
                ", ", addresses.stream().map(OutgoingAddress::written).toList());
    }

    private static String written(Address address) {
        var name = address.name();
        if (name == null || name.isBlank()) {
            return address.email();
        }
        boolean plain = name.codePoints().noneMatch(c -> "\",;:<>()[]@\\=".indexOf(c) >= 0);
        return (plain ? name : quoted(name)) + " <" + address.email() + ">";
    }

    /** The address without its name. */
    public String email() {
        return localPart + "@" + domain;
    }

    /** Whether only a server with SMTPUTF8 can take it (RFC 6531). */
    public boolean needsUtf8() {
        return localPart.chars().anyMatch(c -> c > '~');
    }

    /** The value of an address field, folded; each is on its own line where they do not fit on one. */
    static String field(List<OutgoingAddress> addresses, int indent) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        int used = indent;
        for (var address : addresses) {
            var text = address.headerText(line.isEmpty() && lines.isEmpty() ? indent : 1);
            int width = text.indexOf('\r') < 0 ? text.length() : LINE;
            if (!line.isEmpty()) {
                line.append(',');
                if (used + width + 2 > LINE) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 1;
                } else {
                    line.append(' ');
                    used += 2;
                }
            }
            line.append(text);
            used += width;
        }
        lines.add(line.toString());
        return String.join("\r\n ", lines);
    }

    private String headerText(int indent) {
        if (name.isEmpty()) {
            return email();
        }
        return phrase(indent) + " <" + email() + ">";
    }

    private String phrase(int indent) {
        if (HeaderText.needsWords(name)) {
            return HeaderText.words(name, indent);
        }
        return PLAIN_PHRASE.matcher(name).matches() ? name : quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
