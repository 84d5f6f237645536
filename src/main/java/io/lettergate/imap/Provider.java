package io.lettergate.imap;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is known of large providers: how many connections they allow one user, as far as they say, and how they want to be
 * watched (docs/quirks.md). The user's other devices need some connections too.
 */
enum Provider {
    GMAIL(15, 5, Watching.USUAL, "gmail.com", "googlemail.com"),
    YAHOO(10, 4, Watching.RENEWED_AFTER_3_MINUTES, "yahoo.com", "aol.com", "yahoo.co.jp"),
    ICLOUD(5, 3, Watching.USUAL, "me.com", "icloud.com"),
    RAMBLER(Limits.NONE, 0, Watching.RENEWED_AFTER_55_SECONDS, "rambler.ru"),
    NETEASE(Limits.NONE, 0, Watching.ASKED_AFTER_55_SECONDS, "163.com", "126.com", "yeah.net"),
    DOVECOT(10, 4, Watching.USUAL),
    UNKNOWN(Limits.NONE, 0, Watching.USUAL);

    private final int allowed;
    private final int reserve;
    private final Watching watching;
    /** Parted by spaces. */
    private final String domains;

    Provider(int allowed, int reserve, Watching watching, String... domains) {
        this.allowed = allowed;
        this.reserve = reserve;
        this.watching = watching;
        this.domains = String.join(" ", domains);
    }

    /** By what the server says of itself where its name tells nothing. */
    static Provider of(ImapWire wire) {
        if (wire.hasCapability("X-GM-EXT-1")) {
            return GMAIL;
        }
        var byName = at(wire.host());
        var isDovecot = wire.server().kind().toLowerCase(Locale.ROOT).contains("dovecot");
        return byName == UNKNOWN && isDovecot ? DOVECOT : byName;
    }

    /** By the name of its server. */
    static Provider at(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(provider -> Stream.of(provider.domains.split(" ")).anyMatch(domain -> isIn(name, domain)))
                .findFirst()
                .orElse(UNKNOWN);
    }

    private static boolean isIn(String host, String domain) {
        return !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain));
    }

    /** How many requests may be served at once: what is left beside the reserve, and one connection that watches. */
    int sessions() {
        return Math.max(allowed - reserve - 1, 1);
    }

    /** Whether its IDLE can be relied upon, where it has one. */
    boolean idles() {
        return watching != Watching.ASKED_AFTER_55_SECONDS;
    }

    /** How often a watch asks where others are asked like this. */
    WatchPace pace(WatchPace usual) {
        return switch (watching) {
            case USUAL -> usual;
            case RENEWED_AFTER_3_MINUTES -> usual.renewedAfter(Duration.ofMinutes(3));
            case RENEWED_AFTER_55_SECONDS -> usual.renewedAfter(Duration.ofSeconds(55));
            case ASKED_AFTER_55_SECONDS -> usual.askedAfter(Duration.ofSeconds(55));
        };
    }

    private enum Watching {
        USUAL,
        RENEWED_AFTER_3_MINUTES,
        RENEWED_AFTER_55_SECONDS,
        ASKED_AFTER_55_SECONDS
    }

    /** For those who name no number. */
    private static final class Limits {
        static final int NONE = Integer.MAX_VALUE;
    }
}
