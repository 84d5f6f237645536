package io.lettergate.smtp;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.net.Ticker;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * The most octets that servers take, as they announced it to whoever came last. A server of which nothing is known is asked
 * beside other work, by one connection at a time and without a sign-in; one that fails is left alone for a while.
 */
@Component
class AnnouncedSizes implements DisposableBean {

    static final Duration KNOWN = Duration.ofHours(24);
    static final Duration LEFT_ALONE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncedSizes.class);
    private static final int MOST_SERVERS = 10_000;

    private final SmtpSignIn signIn;
    private final Cache<Endpoint, OptionalLong> sizes;
    private final Cache<Endpoint, Boolean> failed;
    private final Set<Endpoint> asked = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("announced-", 0).factory());

    AnnouncedSizes(SmtpSignIn signIn, Ticker ticker) {
        this.signIn = signIn;
        this.sizes = remembered(KNOWN, ticker);
        this.failed = remembered(LEFT_ALONE, ticker);
    }

    private static <V> Cache<Endpoint, V> remembered(Duration time, Ticker ticker) {
        return Caffeine.newBuilder()
                .expireAfterWrite(time)
                .ticker(ticker::nanos)
                .maximumSize(MOST_SERVERS)
                .build();
    }

    /** Notes what a server said. */
    void note(Endpoint server, OptionalLong most) {
        sizes.put(server, most);
        failed.invalidate(server);
    }

    /** What a server said, if it said anything lately. */
    OptionalLong of(Endpoint server) {
        var known = sizes.getIfPresent(server);
        return known == null ? OptionalLong.empty() : known;
    }

    /** Asks a server, unless that is known, or it is being asked, or it failed just now; waits for nothing. */
    void ask(Endpoint server) {
        boolean isOpen = sizes.getIfPresent(server) == null && failed.getIfPresent(server) == null;
        if (isOpen && asked.add(server)) {
            threads.execute(() -> askNow(server));
        }
    }

    /** Asks it here and now. */
    void askNow(Endpoint server) {
        try {
            note(server, signIn.offered(server).largest());
        } catch (MailFailure failure) {
            failed.put(server, true);
            LOG.info("size of server={} not known reason={}", server, failure.sentence());
        } catch (RuntimeException unforeseen) {
            failed.put(server, true);
            LOG.warn("size of server={} not known", server, unforeseen);
        } finally {
            asked.remove(server);
        }
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
