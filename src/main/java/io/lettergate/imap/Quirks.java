package io.lettergate.imap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.net.Ticker;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Which servers offer things that they do not understand, for a day each (docs/quirks.md). */
@Component
class Quirks {

    private final Cache<Lie, Boolean> lies;

    Quirks(Ticker ticker) {
        lies = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofDays(1))
                .maximumSize(10_000)
                .ticker(ticker::nanos)
                .build();
    }

    void mask(String server, String capability) {
        lies.put(new Lie(server, capability), true);
    }

    boolean isMasked(String server, String capability) {
        return lies.getIfPresent(new Lie(server, capability)) != null;
    }

    private record Lie(String server, String capability) {}
}
