package io.lettergate;

import org.springframework.test.context.DynamicPropertyRegistry;

/** Which mail server stands behind a whole Lettergate in a test. */
public final class Served {

    private Served() {}

    /** All of vale.example is on the Dovecot that tests share. */
    public static void byDovecot(DynamicPropertyRegistry registry) {
        var dovecot = DovecotServer.shared();
        by(registry, 0, "vale.example", dovecot.imapPort(), "NONE");
    }

    /** A domain is on a port of this machine. */
    public static void by(DynamicPropertyRegistry registry, int index, String domain, int port, String encryption) {
        var prefix = "lettergate.domains[" + index + "].";
        registry.add(prefix + "name", () -> domain);
        registry.add(prefix + "imap.host", () -> "127.0.0.1");
        registry.add(prefix + "imap.port", () -> port);
        registry.add(prefix + "imap.encryption", () -> encryption);
    }
}
