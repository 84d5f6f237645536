package io.lettergate;

import org.springframework.test.context.DynamicPropertyRegistry;

/** Which mail server stands behind a whole Lettergate in a test. */
final class Served {

    private Served() {}

    /** All of vale.example is on the Dovecot that tests share. */
    static void byDovecot(DynamicPropertyRegistry registry) {
        var dovecot = DovecotServer.shared();
        by(registry, dovecot.host(), dovecot.imapPort(), "NONE");
    }

    static void by(DynamicPropertyRegistry registry, String host, int port, String encryption) {
        registry.add("lettergate.domains[0].name", () -> "vale.example");
        registry.add("lettergate.domains[0].imap.host", () -> host);
        registry.add("lettergate.domains[0].imap.port", () -> port);
        registry.add("lettergate.domains[0].imap.encryption", () -> encryption);
    }
}
