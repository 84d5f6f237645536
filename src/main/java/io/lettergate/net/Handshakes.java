package io.lettergate.net;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Lets connections begin at a pace that no server has to fear, however many people come back to it at once. */
@Component
class Handshakes {

    static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Ticker ticker;
    private final Turns node;
    private final LoadingCache<String, Turns> hosts;

    Handshakes(NetSettings settings, Ticker ticker) {
        this.ticker = ticker;
        this.node = new Turns(settings.pace().node(), ticker);
        this.hosts = Caffeine.newBuilder()
                .expireAfterAccess(Duration.ofMinutes(10))
                .maximumSize(10_000)
                .build(host -> new Turns(settings.pace().host(), ticker));
    }

    /** Waits for a turn. */
    void await(Endpoint endpoint) {
        pause(endpoint, hosts.get(endpoint.toString()));
        pause(endpoint, node);
    }

    private void pause(Endpoint endpoint, Turns turns) {
        var wait = turns.take(LONGEST_WAIT).orElseThrow(() -> busy(endpoint));
        if (wait.isZero()) {
            return;
        }
        try {
            ticker.pause(wait);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw busy(endpoint);
        }
    }

    private static MailFailure busy(Endpoint endpoint) {
        return new MailFailure.ServerUnreachable(
                endpoint, "too many others are on their way to it", null, LONGEST_WAIT);
    }
}
