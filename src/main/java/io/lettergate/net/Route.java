package io.lettergate.net;

import java.net.InetAddress;
import java.util.List;

/**
 * A way out that was checked: whoever takes it connects to these addresses and looks nothing up again.
 *
 * @param host the name in the one spelling that we use, by which a certificate has to be known
 */
record Route(String host, int port, List<InetAddress> addresses) {

    Route {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("A route to " + host + " needs an address");
        }
    }
}
