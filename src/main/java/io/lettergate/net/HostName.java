package io.lettergate.net;

import io.lettergate.mail.DomainLabels;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name or address of a host in one spelling (RFC 1123, 5891, 5952). Everything that looks like an address and is not
 * written as one is refused, as each system reads it in its own way: 127.1, 0177.0.0.1, 0x7f000001, 2130706433.
 */
public record HostName(String value) {

    private static final int LONGEST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");

    /** Reads what somebody wrote; nothing where no host can be meant by it. */
    public static Optional<HostName> read(String written) {
        var bare =
                written.startsWith("[") && written.endsWith("]") ? written.substring(1, written.length() - 1) : written;
        if (bare.indexOf(':') >= 0) {
            return ipv6(bare);
        }
        return bare.length() == written.length() ? named(written) : Optional.empty();
    }

    private static Optional<HostName> ipv6(String written) {
        if (written.indexOf('%') >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HostName(InetAddress.ofLiteral(written).getHostAddress()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static Optional<HostName> named(String written) {
        return ascii(written)
                .map(name -> name.endsWith(".") ? name.substring(0, name.length() - 1) : name)
                .filter(name -> name.length() <= LONGEST)
                .filter(HostName::isWellWritten)
                .map(HostName::new);
    }

    private static Optional<String> ascii(String written) {
        try {
            return Optional.of(DomainLabels.ascii(written).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException | IndexOutOfBoundsException none) {
            return Optional.empty();
        }
    }

    private static boolean isWellWritten(String name) {
        var labels = Arrays.asList(name.split("\\.", -1));
        if (NUMBER.matcher(labels.getLast()).matches()) {
            return labels.size() == 4
                    && labels.stream().allMatch(label -> OCTET.matcher(label).matches());
        }
        return labels.stream().allMatch(label -> LABEL.matcher(label).matches());
    }

    /** Whether it is an address and no name. */
    public boolean isAddress() {
        return value.indexOf(':') >= 0
                || OCTET.matcher(value.substring(value.lastIndexOf('.') + 1)).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
