package io.lettergate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Dovecot of the tests does what the tests believe of it. */
class DovecotServerTests {

    private static final byte[] LETTER =
            "Subject: hello\r\nFrom: =?x?= <a@b>\r\n\r\n.dot\r\nraw \u00e9\u0080 octets\r\n".getBytes(ISO_8859_1);

    private DovecotServer server;
    private String user;

    @BeforeEach
    void takeFreshUser() {
        server = DovecotServer.shared();
        user = server.freshUser();
    }

    @Test
    void deliversToTheInbox() throws IOException {
        server.deliver(user, LETTER);

        try (var imap = server.imap(user)) {
            imap.command("EXAMINE INBOX");
            var delivered = new String(imap.fetch(1), ISO_8859_1);
            assertThat(delivered).endsWith(new String(LETTER, ISO_8859_1));
            assertThat(delivered).hasLineCount(6).startsWith("Return-Path: <sender@vale.example>\r\n");
        }
    }

    @Test
    void keepsTheOctetsOfAnAppendedMessage() throws IOException {
        server.append(user, "Archive", LETTER, Instant.parse("2001-02-03T04:05:06Z"), "\\Seen", "label");

        try (var imap = server.imap(user)) {
            imap.command("EXAMINE Archive");
            assertThat(imap.fetch(1)).isEqualTo(LETTER);
            assertThat(imap.command("UID FETCH 1 (FLAGS INTERNALDATE RFC822.SIZE)")
                            .getFirst())
                    .contains("\\Seen", "label", "03-Feb-2001 04:05:06 +0000", "RFC822.SIZE " + LETTER.length);
        }
    }

    @Test
    void hasMailboxesWithRoles() throws IOException {
        try (var imap = server.imap(user)) {
            assertThat(imap.command("LIST \"\" * RETURN (SUBSCRIBED SPECIAL-USE)"))
                    .anyMatch(line -> line.contains("\\Trash") && line.endsWith(" Trash"))
                    .anyMatch(line -> line.contains("\\Sent") && line.endsWith(" Sent"));
        }
    }

    @Test
    void showsACertificateForItsOwnName() throws Exception {
        try (var imap = new ImapWire(new Wire(secured(server.imapsPort())))) {
            imap.login(user);

            assertThat(imap.command("CAPABILITY").getFirst()).contains("QRESYNC", "NOTIFY");
        }
    }

    @Test
    void showsACertificateForAnotherName() {
        assertThatThrownBy(() -> secured(server.wrongNamePort()))
                .isInstanceOf(SSLHandshakeException.class)
                .hasMessageContaining("No subject alternative");
    }

    @Test
    void greetsOverPop3() throws IOException {
        server.deliver(user, LETTER);

        try (var pop3 = Wire.to(server.host(), server.pop3Port())) {
            pop3.expect("+OK");
            pop3.send("USER " + user);
            pop3.expect("+OK");
            pop3.send("PASS " + DovecotServer.PASSWORD);
            pop3.expect("+OK");
            pop3.send("STAT");
            pop3.expect("+OK 1 ");
        }
    }

    @Test
    void admitsOnlyToTheCapabilitiesAskedFor() throws IOException {
        var poor = DovecotServer.admittingTo("IMAP4rev1", "UIDPLUS");

        try (var imap = poor.imap(user)) {
            assertThat(imap.command("CAPABILITY").getFirst()).isEqualTo("* CAPABILITY IMAP4rev1 UIDPLUS");
        }
    }

    private Socket secured(int port) throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", server.caCertificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
