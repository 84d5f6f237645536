package io.lettergate.net;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.Endpoint.Encryption;
import io.lettergate.mail.MailFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.springframework.stereotype.Component;

/**
 * Connects to mail servers: resolves once, encrypts as demanded or not at all, and checks the certificate's name
 * (RFC 8314, RFC 2595). Nothing secret is sent before the connection is as it has to be.
 */
@Component
public class Dialer {

    private final NetSettings settings;
    private final Egress egress;
    private final Handshakes handshakes;
    private final Exit exit;
    private final Trust trust;

    Dialer(NetSettings settings, Egress egress, Handshakes handshakes, Exit exit, Trust trust) {
        this.settings = settings;
        this.egress = egress;
        this.handshakes = handshakes;
        this.exit = exit;
        this.trust = trust;
    }

    /**
     * Says no where the way a host is written is enough for that: nobody is asked, and nothing told of what is inside.
     *
     * @throws MailFailure.PolicyRefused if it, or its port, may not be reached
     */
    public void requireAllowed(Endpoint endpoint, Upgrade upgrade) {
        egress.spelled(endpoint.host(), endpoint.port(), upgrade.purpose());
    }

    /**
     * Connects and reads the greeting.
     *
     * @throws MailFailure if there is no connection to be had, or none that is secure
     */
    public Connection dial(Endpoint endpoint, Upgrade upgrade) {
        return dial(endpoint, upgrade, settings.connectTimeout());
    }

    /**
     * The same where somebody has not the usual patience.
     *
     * @param patience how long the connection, its encryption and its greeting may take, each
     */
    public Connection dial(Endpoint endpoint, Upgrade upgrade, Duration patience) {
        try {
            var route = egress.route(endpoint.host(), endpoint.port(), upgrade.purpose());
            handshakes.await(endpoint);
            var socket = exit.open(route, patience);
            try {
                return new Greeting(endpoint, upgrade, route, patience).await(socket);
            } catch (RuntimeException | IOException failed) {
                Sockets.close(socket);
                throw failed;
            }
        } catch (IOException broken) {
            throw failure(endpoint, broken);
        }
    }

    /** What happens between a new socket and the server's first words. */
    private final class Greeting {

        private final Endpoint endpoint;
        private final Upgrade upgrade;
        private final Route route;
        private final Duration patience;

        Greeting(Endpoint endpoint, Upgrade upgrade, Route route, Duration patience) {
            this.endpoint = endpoint;
            this.upgrade = upgrade;
            this.route = route;
            this.patience = patience;
        }

        Connection await(Socket plain) throws IOException {
            return switch (endpoint.encryption()) {
                case NONE -> connection(plain);
                case TLS -> connection(trust.encrypt(plain, route, patience));
                case STARTTLS -> upgraded(plain);
            };
        }

        private Connection connection(Socket socket) throws IOException {
            var timed = new DeadlineStream(socket, patience);
            return new Connection(endpoint, socket, timed, PlainTalk.line(timed), settings.answerTimeout());
        }

        private Connection upgraded(Socket plain) throws IOException {
            var greeting = new PlainTalk(endpoint, upgrade, plain, patience).upgrade();
            var secure = trust.encrypt(plain, route, patience);
            var timed = new DeadlineStream(secure, settings.answerTimeout());
            return new Connection(endpoint, secure, timed, greeting, settings.answerTimeout());
        }
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
