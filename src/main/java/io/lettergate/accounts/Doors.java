package io.lettergate.accounts;

import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Protocol;
import io.lettergate.net.Dialer;
import io.lettergate.net.Ticker;
import io.lettergate.net.Upgrade;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Knocks at mail servers. Of a server that somebody but the operator named it tells no more than that it is not to be
 * used, in the same words and after the same time whatever the reason, so that nobody learns from us which ports are open
 * elsewhere; the reason is in the log.
 */
@Component
class Doors {

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final Dialer dialer;
    private final Domains domains;
    private final Errands errands;
    private final Ticker ticker;
    private final LinkingSettings settings;

    Doors(Dialer dialer, Domains domains, Errands errands, Ticker ticker, LinkingSettings settings) {
        this.dialer = dialer;
        this.domains = domains;
        this.errands = errands;
        this.ticker = ticker;
        this.settings = settings;
    }

    /** Why a door cannot be used; absent where a server behind it answers, encrypted as it should be. */
    @Nullable
    String problem(Endpoint endpoint, Upgrade upgrade) {
        var longest = domains.names(endpoint) ? settings.discovery() : settings.step();
        return errands.send(() -> problemNow(endpoint, upgrade))
                .completeOnTimeout(late(endpoint).sentence(), longest.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private @Nullable String problemNow(Endpoint endpoint, Upgrade upgrade) {
        try {
            require(endpoint, upgrade);
            return null;
        } catch (MailFailure failure) {
            return failure.sentence();
        }
    }

    private MailFailure late(Endpoint endpoint) {
        return domains.names(endpoint)
                ? new MailFailure.ServerUnreachable(
                        endpoint, "it took longer than " + settings.discovery().toSeconds() + " seconds", null)
                : shut(endpoint);
    }

    /**
     * Knocks, and waits no longer than one does.
     *
     * @throws MailFailure if the door cannot be used
     */
    void require(Endpoint endpoint, Upgrade upgrade) {
        if (domains.names(endpoint)) {
            knock(endpoint, upgrade, settings.discovery());
        } else {
            requireOfAStranger(endpoint, upgrade);
        }
    }

    private void requireOfAStranger(Endpoint endpoint, Upgrade upgrade) {
        requireSecret(endpoint);
        dialer.requireAllowed(endpoint, upgrade);
        var begun = ticker.nanos();
        var failed = errands.send(() -> failure(endpoint, upgrade))
                .completeOnTimeout(
                        new MailFailure.ServerSlow(endpoint, null),
                        settings.step().toMillis(),
                        TimeUnit.MILLISECONDS)
                .join();
        if (failed != null) {
            LOG.info("knock={} upgrade={} failed={}", endpoint, upgrade, failed.sentence());
            pauseUntil(begun + settings.step().toNanos());
            throw shut(endpoint);
        }
    }

    private @Nullable MailFailure failure(Endpoint endpoint, Upgrade upgrade) {
        try {
            knock(endpoint, upgrade, settings.step());
            return null;
        } catch (MailFailure failure) {
            return failure;
        }
    }

    private void requireSecret(Endpoint endpoint) {
        if (endpoint.encryption() == Endpoint.Encryption.NONE && !settings.plainText()) {
            throw new MailFailure.PolicyRefused(
                    endpoint.host(), "the connection would be in plain text, which the operator does not allow");
        }
    }

    private void knock(Endpoint endpoint, Upgrade upgrade, Duration patience) {
        try (var connection = dialer.dial(endpoint, upgrade, patience)) {
            if (!speaks(upgrade, connection.greeting())) {
                throw new MailFailure.ServerUnreadable(endpoint.host(), "it does not speak " + upgrade, null);
            }
        }
    }

    private static boolean speaks(Upgrade upgrade, String greeting) {
        var wanted = switch (upgrade) {
            case IMAP -> "* OK";
            case POP3 -> "+OK";
            case SMTP -> "220";
        };
        return greeting.regionMatches(true, 0, wanted, 0, wanted.length());
    }

    /** What is said of every server that cannot be used, for whatever reason. */
    static MailFailure shut(Endpoint endpoint) {
        return new MailFailure.ServerUnreachable(
                endpoint, "nothing listens there, it is too slow, or it cannot be trusted", null);
    }

    private void pauseUntil(long nanos) {
        var left = Duration.ofNanos(nanos - ticker.nanos());
        try {
            if (left.isPositive()) {
                ticker.pause(left);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    static Upgrade upgrade(Protocol protocol) {
        return switch (protocol) {
            case IMAP -> Upgrade.IMAP;
            case POP3 -> Upgrade.POP3;
        };
    }
}
