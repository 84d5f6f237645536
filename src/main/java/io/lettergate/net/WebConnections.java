package io.lettergate.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.springframework.stereotype.Component;

/** Connects to servers of the Web in our own way, each time anew: checked, by no proxy, and closed when time is over. */
@Component
class WebConnections implements HttpClientConnectionOperator {

    /** Under which a request says when it ends, in nanoseconds as {@link System#nanoTime()} counts. */
    static final String DEADLINE = "lettergate.deadline";

    /** Under which a request says what it is for, where it is not {@link Purpose#WEB}. */
    static final String PURPOSE = "lettergate.purpose";

    static final Duration LONGEST = Duration.ofSeconds(30);

    private final NetSettings settings;
    private final Egress egress;
    private final Exit exit;
    private final Trust trust;

    WebConnections(NetSettings settings, Egress egress, Exit exit, Trust trust) {
        this.settings = settings;
        this.egress = egress;
        this.exit = exit;
        this.trust = trust;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            InetSocketAddress local,
            TimeValue timeout,
            SocketConfig config,
            HttpContext context)
            throws IOException {
        var route = egress.route(host.getHostName(), port(host), purpose(context));
        var plain = exit.open(route, left(context));
        try {
            // Read timeouts begin anew with each octet; this does not.
            Alarm.closing(plain, whole(context));
            bind(connection, host, route, plain, context);
        } catch (RuntimeException | IOException failed) {
            Sockets.close(plain);
            throw failed;
        }
    }

    private void bind(
            ManagedHttpClientConnection connection, HttpHost host, Route route, Socket plain, HttpContext context)
            throws IOException {
        if (isSecure(host)) {
            connection.bind(trust.encrypt(plain, route, left(context)), plain);
        } else {
            connection.bind(plain);
        }
    }

    private static Purpose purpose(HttpContext context) {
        return context.getAttribute(PURPOSE) instanceof Purpose purpose ? purpose : Purpose.WEB;
    }

    private static boolean isSecure(HttpHost host) {
        return URIScheme.HTTPS.same(host.getSchemeName());
    }

    private static int port(HttpHost host) {
        return host.getPort() > 0 ? host.getPort() : isSecure(host) ? 443 : 80;
    }

    private Duration left(HttpContext context) throws IOException {
        var whole = whole(context);
        return whole.compareTo(settings.connectTimeout()) < 0 ? whole : settings.connectTimeout();
    }

    private static Duration whole(HttpContext context) throws IOException {
        if (!(context.getAttribute(DEADLINE) instanceof Long deadline)) {
            return LONGEST;
        }
        var left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isPositive()) {
            throw new SocketTimeoutException("The answer did not come in time");
        }
        return left;
    }

    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) {
        throw new UnsupportedOperationException("There is no proxy to go through");
    }
}
