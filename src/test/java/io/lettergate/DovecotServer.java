package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.GenericContainer;

/**
 * A Dovecot in a container, shared by all tests of this run. Everybody may sign in: take a fresh user for each test.
 */
public final class DovecotServer extends MailServer {

    private static final String EVERYTHING = "";
    private static final int LMTP = 24;
    private static final int POP3 = 110;
    private static final int IMAPS = 993;
    private static final int POP3S = 995;
    private static final int SIEVE = 4190;
    private static final int WRONG_NAME = 9993;

    private static final Map<String, DovecotServer> SERVERS = new ConcurrentHashMap<>();

    private DovecotServer(GenericContainer<?> container) {
        super(container);
    }

    /** The server with all it can do. */
    public static DovecotServer shared() {
        Requirements.image("debian:bookworm-slim");
        return SERVERS.computeIfAbsent(EVERYTHING, DovecotServer::start);
    }

    /** One that nobody shares, for a test that restarts it, and stops it in the end. */
    static DovecotServer own() {
        Requirements.image("debian:bookworm-slim");
        return start(EVERYTHING);
    }

    /** A server that admits to these capabilities only, such as {@code IMAP4rev1}; it still obeys the other commands. */
    public static DovecotServer admittingTo(String... capabilities) {
        Requirements.image("debian:bookworm-slim");
        return SERVERS.computeIfAbsent(String.join(" ", capabilities), DovecotServer::start);
    }

    /** A server that admits to all it can do but for these. */
    public static DovecotServer without(String... capabilities) {
        return admittingTo(allBut(capabilities).split(" "));
    }

    private static String allBut(String... capabilities) {
        var shared = shared();
        try (var imap = shared.imap(shared.freshUser())) {
            var all = imap.command("CAPABILITY").getFirst().substring("* CAPABILITY ".length());
            var rest = Stream.of(all.split(" "))
                    .filter(one -> !List.of(capabilities).contains(one));
            return rest.collect(Collectors.joining(" "));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A server that keeps 50 KB for everybody, and lacks these capabilities. */
    public static DovecotServer withLittleRoom(String... missing) {
        var capabilities = missing.length == 0 ? EVERYTHING : allBut(missing);
        return SERVERS.computeIfAbsent("little room " + capabilities, key -> start(capabilities, "50K"));
    }

    /** A server that keeps many messages in a file, so that a copy costs next to nothing, and as many as one likes. */
    public static DovecotServer copyingCheaply() {
        Requirements.image("debian:bookworm-slim");
        return SERVERS.computeIfAbsent("copying cheaply", key -> {
            var server = start(EVERYTHING, "100G");
            server.run("sed -i 's/sdbox:/mdbox:/' /etc/dovecot/dovecot.conf && doveadm reload");
            return server;
        });
    }

    /** A server that takes access tokens, too, and asks at this port of this machine whether they are good. */
    public static DovecotServer takingTokens(String client, String secret, int port) {
        Requirements.image("debian:bookworm-slim");
        var server = start(EVERYTHING);
        server.run("""
                set -e
                gateway=$(ip route 2>/dev/null | awk '/^default/ { print $3 }')
                gateway=${gateway:-172.17.0.1}
                cat > /etc/dovecot/oauth2.ext <<EOF
                introspection_mode = post
                introspection_url = http://%1$s:%2$s@$gateway:%3$d/oauth2/introspect
                username_attribute = sub
                active_attribute = active
                active_value = true
                EOF
                sed -i 's/^auth_mechanisms.*/auth_mechanisms = plain login oauthbearer xoauth2/' /etc/dovecot/dovecot.conf
                cat >> /etc/dovecot/dovecot.conf <<EOF
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = /etc/dovecot/oauth2.ext
                }
                EOF
                sed -i '0,/driver = static/s//driver = static\\n  mechanisms = plain login/' /etc/dovecot/dovecot.conf
                doveadm reload
                """.formatted(client, secret, port));
        return server;
    }

    /** Everybody signs in with this from now on. */
    void password(String password) {
        run("sed -i 's#password=secret#password=" + password + "#' /etc/dovecot/dovecot.conf && doveadm reload");
    }

    private void run(String script) {
        try {
            var done = container().execInContainer("sh", "-c", script);
            if (done.getExitCode() != 0) {
                throw new IllegalStateException(done.getStderr());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static DovecotServer start(String capabilities) {
        return start(capabilities, "1G");
    }

    private static DovecotServer start(String capabilities, String room) {
        var environment = Map.of("IMAP_CAPABILITY", capabilities, "QUOTA", room);
        return new DovecotServer(started("dovecot", environment, LMTP, POP3, IMAP, IMAPS, POP3S, SIEVE, WRONG_NAME));
    }

    /** The address at which another container reaches the standard ports of this server. */
    public String hostForContainers() {
        return container().getContainerInfo().getNetworkSettings().getNetworks().values().stream()
                .map(network -> network.getIpAddress())
                .findFirst()
                .orElseThrow();
    }

    /** IMAP in TLS, with a certificate for localhost, 127.0.0.1 and dovecot.test. */
    public int imapsPort() {
        return port(IMAPS);
    }

    /** IMAP in TLS, with a certificate for other.example only. */
    public int wrongNamePort() {
        return port(WRONG_NAME);
    }

    public int pop3Port() {
        return port(POP3);
    }

    public int pop3sPort() {
        return port(POP3S);
    }

    public int lmtpPort() {
        return port(LMTP);
    }

    public int sievePort() {
        return port(SIEVE);
    }

    /** The authority that signed the server's certificates; no machine trusts it by itself. */
    public X509Certificate caCertificate() {
        return container().copyFileFromContainer("/srv/tls/ca.pem", pem -> certificate(pem.readAllBytes()));
    }

    @Override
    public String name() {
        try {
            return versioned(
                    "Dovecot",
                    container().execInContainer("dovecot", "--version").getStdout());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public String freshUser() {
        return "robin-" + UUID.randomUUID() + "@vale.example";
    }

    /** Delivers a message to the INBOX, as a mail server would; a Return-Path is put before it. */
    public void deliver(String user, byte[] message) {
        try (var lmtp = Wire.to(host(), lmtpPort())) {
            lmtp.expect("220");
            lmtp.send("LHLO client.example");
            lmtp.linesUntil("250 ");
            lmtp.send("MAIL FROM:<sender@vale.example>");
            lmtp.expect("250");
            lmtp.send("RCPT TO:<" + user + ">");
            lmtp.expect("250");
            lmtp.send("DATA");
            lmtp.expect("354");
            lmtp.send(dotStuffed(message));
            lmtp.expect("250");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Files this many messages of about 2 KB into the INBOX, each different from the others, as quickly as can be. */
    public void fill(String user, int messages) {
        var source = "/tmp/fill-" + UUID.randomUUID();
        run("""
                set -e
                mkdir -p %1$s/cur %1$s/new %1$s/tmp
                cd %1$s/cur
                awk 'BEGIN { for (i = 1; i <= %2$d; i++) { f = sprintf("%%07d.fill:2,", i);
                  printf "Message-ID: <%%d.%3$s>\\r\\nSubject: Letter %%d\\r\\nFrom: robin@vale.example\\r\\n\\r\\n", i, i > f;
                  for (l = 0; l < 30; l++) printf "Line %%d of letter %%d, which nobody has to read to its end.\\r\\n", l, i > f;
                  close(f) } }'
                chown -R mail:mail %1$s
                doveadm -o mail_fsync=never import -u %4$s maildir:%1$s "" ALL
                cd / && rm -r %1$s
                """.formatted(source, messages, source.substring(5), user));
    }

    private static byte[] dotStuffed(byte[] message) {
        var text = new String(message, ISO_8859_1);
        var stuffed = text.startsWith(".") ? "." + text : text;
        var end = text.endsWith("\r\n") ? ".\r\n" : "\r\n.\r\n";
        return (stuffed.replace("\r\n.", "\r\n..") + end).getBytes(ISO_8859_1);
    }

    private static X509Certificate certificate(byte[] pem) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }
}
