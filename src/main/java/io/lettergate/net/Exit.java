package io.lettergate.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The one place where sockets are opened. It takes only routes that were checked, goes by no proxy whatever the
 * environment says, and never looks a name up.
 */
@Component
class Exit {

    /** The first of the checked addresses that answers in its share of the time. */
    Socket open(Route route, Duration timeout) throws IOException {
        var each = timeout.dividedBy(route.addresses().size());
        IOException last = new UnknownHostException();
        for (var address : route.addresses()) {
            try {
                return open(new InetSocketAddress(address, route.port()), each);
            } catch (IOException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    private static Socket open(InetSocketAddress address, Duration timeout) throws IOException {
        var socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(address, (int) Math.max(timeout.toMillis(), 1));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        } catch (IOException unreachable) {
            Sockets.close(socket);
            throw unreachable;
        }
    }
}
