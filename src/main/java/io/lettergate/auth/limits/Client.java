package io.lettergate.auth.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from.
 *
 * @param address one machine; of IPv6 its 64 bits of network, as it makes up the others itself
 * @param network all that its provider may have given to the same people
 */
public record Client(String address, String network) {

    private static final Client UNKNOWN = new Client("unknown", "unknown");

    /** By the address in figures; what is none counts as one place. */
    public static Client of(String figures) {
        var zone = figures.indexOf('%');
        try {
            var octets = InetAddress.ofLiteral(zone < 0 ? figures : figures.substring(0, zone))
                    .getAddress();
            return octets.length == 4
                    ? new Client(prefix(octets, 4), prefix(octets, 3))
                    : new Client(prefix(octets, 8), prefix(octets, 6));
        } catch (IllegalArgumentException unreadable) {
            return UNKNOWN;
        }
    }

    private static String prefix(byte[] octets, int length) {
        return HexFormat.of().formatHex(Arrays.copyOf(octets, length)) + "/" + length * 8;
    }
}
