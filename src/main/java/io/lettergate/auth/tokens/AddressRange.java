package io.lettergate.auth.tokens;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Addresses from which a token may be used, as in 192.0.2.0/24, 2001:db8::/32 or 192.0.2.7.
 *
 * @param text in its plainest form
 */
public record AddressRange(String text) {

    private static final Pattern FORM =
            Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)(?:/([0-9]{1,3}))?");

    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

    public AddressRange {
        text = plain(text);
    }

    private static String plain(String typed) {
        var parts = FORM.matcher(typed.strip());
        if (!parts.matches()) {
            throw refused(typed);
        }
        var address = parse(parts.group(1), typed);
        var size = address.getAddress().length * 8;
        var bits = parts.group(2) == null ? size : Integer.parseInt(parts.group(2));
        if (bits > size) {
            throw refused(typed);
        }
        return bits == size ? spelled(address) : spelled(address) + "/" + bits;
    }

    /** An address as people write it: of IPv6, the longest run of zeros is left out (RFC 5952 §4.2). */
    public static String spelled(InetAddress address) {
        var whole = address.getHostAddress();
        return ZEROS.matcher(whole)
                .results()
                .max(Comparator.comparingInt(run -> run.group().length()))
                .filter(run -> whole.indexOf(':') >= 0)
                .map(run -> whole.substring(0, run.start()) + "::" + whole.substring(run.end()))
                .orElse(whole);
    }

    private static InetAddress parse(String literal, String typed) {
        try {
            return InetAddress.ofLiteral(literal);
        } catch (IllegalArgumentException none) {
            throw refused(typed);
        }
    }

    private static IllegalArgumentException refused(String typed) {
        return new IllegalArgumentException("An address range looks like 192.0.2.0/24 or 2001:db8::/32, but got "
                + typed.substring(0, Math.min(typed.length(), 60)));
    }

    /** Whether a caller's address lies in it; an IPv4 address that is written as IPv6 is the same one. */
    boolean contains(InetAddress address) {
        var slash = text.indexOf('/');
        var first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        var size = first.getAddress().length * 8;
        var bits = slash < 0 ? size : Integer.parseInt(text.substring(slash + 1));
        return address.getAddress().length * 8 == size
                && number(first, size - bits).equals(number(address, size - bits));
    }

    private static BigInteger number(InetAddress address, int dropped) {
        return new BigInteger(1, address.getAddress()).shiftRight(dropped);
    }
}
