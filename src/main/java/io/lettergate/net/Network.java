package io.lettergate.net;

import java.math.BigInteger;
import java.net.InetAddress;

/** A range of addresses, as in 10.0.0.0/8 or fd00::/8. */
record Network(InetAddress first, int bits) {

    Network {
        if (bits < 0 || bits > size(first)) {
            throw new IllegalArgumentException("A network of " + first.getHostAddress() + " has no " + bits + " bits");
        }
    }

    /** Reads a range, or a single address. */
    static Network of(String text) {
        var slash = text.indexOf('/');
        if (slash < 0) {
            var only = InetAddress.ofLiteral(text);
            return new Network(only, size(only));
        }
        return new Network(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    boolean contains(InetAddress address) {
        var total = size(first);
        return total == size(address) && number(first, total - bits).equals(number(address, total - bits));
    }

    private static int size(InetAddress address) {
        return address.getAddress().length * 8;
    }

    private static BigInteger number(InetAddress address, int dropped) {
        return new BigInteger(1, address.getAddress()).shiftRight(dropped);
    }
}
