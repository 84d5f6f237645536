package io.lettergate.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses lie in the public Internet (RFC 6890 and its registries). An address that carries another inside is
 * what it carries: mapped, translated and tunnelled ones are ways to write a private address in disguise.
 */
final class Reach {

    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "2001::/23",
                    "2001:db8::/32",
                    "3fff::/20")
            .map(Network::of)
            .toList();

    private static final Network GLOBAL = Network.of("2000::/3");
    private static final Network SIX_TO_FOUR = Network.of("2002::/16");
    private static final Network TRANSLATED = Network.of("64:ff9b::/96");
    /** The interface identifiers of ISATAP (RFC 5214), whatever comes before. */
    private static final byte[] ISATAP = {0, 0, 0x5e, (byte) 0xfe};

    private Reach() {}

    static boolean isPublic(InetAddress address) {
        if (address instanceof Inet4Address) {
            return outside(address);
        }
        var inside = inside(address);
        if (inside.isPresent() && !outside(inside.get())) {
            return false;
        }
        return TRANSLATED.contains(address) || (GLOBAL.contains(address) && outside(address));
    }

    private static boolean outside(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    /** The IPv4 address that is written into this one. */
    private static Optional<InetAddress> inside(InetAddress address) {
        var octets = address.getAddress();
        if (SIX_TO_FOUR.contains(address)) {
            return Optional.of(ipv4(octets, 2));
        }
        if (TRANSLATED.contains(address) || isIsatap(octets)) {
            return Optional.of(ipv4(octets, 12));
        }
        return Optional.empty();
    }

    private static boolean isIsatap(byte[] octets) {
        // The bit 0x02 tells whether the IPv4 address is meant to be unique; both forms carry one.
        var identifier = Arrays.copyOfRange(octets, 8, 12);
        identifier[0] &= (byte) 0xfd;
        return Arrays.equals(identifier, ISATAP);
    }

    private static InetAddress ipv4(byte[] octets, int offset) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, offset, offset + 4));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four octets are an address", impossible);
        }
    }
}
