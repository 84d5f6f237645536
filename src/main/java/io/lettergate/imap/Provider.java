package io.lettergate.imap;

import java.util.List;
import java.util.Locale;

/** How many connections large providers allow one user, as far as they say; the user's other devices need some too. */
enum Provider {
    GMAIL(15, 5),
    YAHOO(10, 4),
    ICLOUD(5, 3),
    DOVECOT(10, 4),
    UNKNOWN(Integer.MAX_VALUE, 0);

    private static final List<String> YAHOOS = List.of("yahoo.com", "aol.com", "yahoo.co.jp");
    private static final List<String> ICLOUDS = List.of("me.com", "icloud.com");

    private final int allowed;
    private final int reserve;

    Provider(int allowed, int reserve) {
        this.allowed = allowed;
        this.reserve = reserve;
    }

    static Provider of(ImapWire wire) {
        var host = wire.host().toLowerCase(Locale.ROOT);
        if (wire.hasCapability("X-GM-EXT-1")) {
            return GMAIL;
        }
        if (YAHOOS.stream().anyMatch(domain -> isIn(host, domain))) {
            return YAHOO;
        }
        if (ICLOUDS.stream().anyMatch(domain -> isIn(host, domain))) {
            return ICLOUD;
        }
        var isDovecot = wire.server().kind().toLowerCase(Locale.ROOT).contains("dovecot");
        return isDovecot ? DOVECOT : UNKNOWN;
    }

    private static boolean isIn(String host, String domain) {
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** How many requests may be served at once: what is left beside the reserve, and one connection that watches. */
    int sessions() {
        return Math.max(allowed - reserve - 1, 1);
    }
}
