package io.lettergate.net;

/** What somebody connects for, and the ports that serve it (RFC 8314, 6409, 5804, 9110). */
public enum Purpose {
    IMAP(993, 143),
    POP3(995, 110),
    /** Handing in mail; port 25, which is for servers among themselves, is the operator's to open. */
    SUBMISSION(465, 587),
    SIEVE(4190, 4190),
    /** In TLS only. */
    WEB(443, 443),
    /** Pictures of letters, which many senders keep where there is no TLS. */
    PICTURES(443, 80);

    private final int usual;
    private final int other;

    Purpose(int usual, int other) {
        this.usual = usual;
        this.other = other;
    }

    boolean serves(int port) {
        return port == usual || port == other;
    }
}
