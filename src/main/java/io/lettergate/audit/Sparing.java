package io.lettergate.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Keeps what programs repeat, or strangers try over and over, from filling the log: one line for each while. */
@Component
class Sparing {

    private static final long MOST = 50_000;

    private final Cache<List<Object>, Boolean> attempts = lasting(Duration.ofMinutes(1));
    private final Cache<List<Object>, Boolean> calls = lasting(Duration.ofHours(1));

    private static Cache<List<Object>, Boolean> lasting(Duration time) {
        return Caffeine.newBuilder().expireAfterWrite(time).maximumSize(MOST).build();
    }

    /** Whether the same was not refused within the last minute. */
    boolean isNewAttempt(Object... what) {
        return attempts.asMap().putIfAbsent(List.of(what), true) == null;
    }

    /** Whether the same was not seen within the last hour. */
    boolean isNewCall(Object... what) {
        return calls.asMap().putIfAbsent(List.of(what), true) == null;
    }
}
