package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.springframework.stereotype.Component;

/**
 * Connects to mail servers: resolves once, encrypts as demanded or not at all, and checks the certificate's name
 * (RFC 8314, RFC 2595). Nothing secret is sent before the connection is as it has to be.
 */
@Component
public class Dialer {

    private static final int LONGEST_GREETING = 8192;

    private final NetSettings settings;
    private final Egress egress;
    private final Handshakes handshakes;
    private final Trust trust;

    Dialer(NetSettings settings, Egress egress, Handshakes handshakes, Trust trust) {
        this.settings = settings;
        this.egress = egress;
        this.handshakes = handshakes;
        this.trust = trust;
    }

    /**
     * Connects and reads the greeting.
     *
     * @throws MailFailure if there is no connection to be had, or none that is secure
     */
    public Connection dial(Endpoint endpoint, Upgrade upgrade) {
        var socket = connect(endpoint);
        try {
            return greeted(endpoint, upgrade, socket);
        } catch (MailFailure failure) {
            Sockets.close(socket);
            throw failure;
        } catch (IOException broken) {
            Sockets.close(socket);
            throw failure(endpoint, broken);
        }
    }

    private Socket connect(Endpoint endpoint) {
        try {
            var addresses = egress.require(endpoint.host(), endpoint.port());
            handshakes.await(endpoint);
            return first(addresses, endpoint.port());
        } catch (IOException unreachable) {
            throw failure(endpoint, unreachable);
        }
    }

    /** The first of the checked addresses that answers; the name is never looked up again. */
    private Socket first(List<InetAddress> addresses, int port) throws IOException {
        var each = settings.connectTimeout().dividedBy(addresses.size());
        IOException last = new UnknownHostException();
        for (var address : addresses) {
            try {
                return connect(new InetSocketAddress(address, port), each);
            } catch (IOException unreachable) {
                last = unreachable;
            }
        }
        throw last;
    }

    private static Socket connect(InetSocketAddress address, Duration timeout) throws IOException {
        var socket = new Socket();
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

    private Connection greeted(Endpoint endpoint, Upgrade upgrade, Socket plain) throws IOException {
        return switch (endpoint.encryption()) {
            case NONE -> connection(endpoint, plain);
            case TLS -> connection(endpoint, trust.encrypt(plain, endpoint, settings.connectTimeout()));
            case STARTTLS -> upgraded(endpoint, upgrade, plain);
        };
    }

    private Connection connection(Endpoint endpoint, Socket socket) throws IOException {
        var timed = new DeadlineStream(socket, settings.connectTimeout());
        var greeting = line(timed);
        return new Connection(endpoint, socket, timed, greeting, settings.answerTimeout());
    }

    private Connection upgraded(Endpoint endpoint, Upgrade upgrade, Socket plain) throws IOException {
        var clear = new DeadlineStream(plain, settings.connectTimeout());
        var greeting = line(clear);
        if (upgrade.isPreauthenticated(greeting)) {
            throw new MailFailure.TlsFailed(endpoint, "it says we are signed in before the connection is secure", null);
        }
        plain.getOutputStream().write(upgrade.command().getBytes(StandardCharsets.US_ASCII));
        var answer = line(clear);
        for (int lines = 0; upgrade.isBeforeAnswer(answer) && lines < 10; lines++) {
            answer = line(clear);
        }
        if (!upgrade.isAgreed(answer)) {
            throw new MailFailure.TlsFailed(endpoint, "it does not offer STARTTLS", null);
        }
        SSLSocket secure = trust.encrypt(plain, endpoint, settings.connectTimeout());
        return new Connection(
                endpoint,
                secure,
                new DeadlineStream(secure, settings.answerTimeout()),
                greeting,
                settings.answerTimeout());
    }

    /** One line, octet by octet, so that nothing behind it is taken along into the encrypted part. */
    private static String line(InputStream in) throws IOException {
        var octets = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new ConnectException("it closed the connection at once");
            }
            if (octets.size() >= LONGEST_GREETING) {
                throw new OutOfBoundsException("a greeting longer than " + LONGEST_GREETING + " octets");
            }
            octets.write(octet);
        }
        return octets.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private static MailFailure failure(Endpoint endpoint, IOException error) {
        return switch (error) {
            case UnknownHostException unknown ->
                new MailFailure.ServerUnreachable(endpoint, "there is no host of this name", unknown);
            case SocketTimeoutException slow -> new MailFailure.ServerSlow(endpoint, slow);
            case NoRouteToHostException noRoute ->
                new MailFailure.ServerUnreachable(endpoint, "there is no way to it", noRoute);
            case ConnectException refused ->
                new MailFailure.ServerUnreachable(endpoint, "nothing listens there, or it hung up", refused);
            case OutOfBoundsException bounds ->
                new MailFailure.ServerUnreadable(endpoint.host(), String.valueOf(bounds.getMessage()), bounds);
            case SSLException tls -> Trust.failure(endpoint, tls);
            default ->
                endpoint.encryption() == Encryption.TLS
                        ? new MailFailure.TlsFailed(endpoint, "the connection broke while it was being secured", error)
                        : new MailFailure.ServerUnreachable(endpoint, "the connection broke", error);
        };
    }
}
