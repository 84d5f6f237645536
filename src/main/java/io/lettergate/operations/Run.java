package io.lettergate.operations;

import io.lettergate.operations.spi.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One operation while this node does it. */
final class Run implements Progress {

    /** So often progress is written down and told, at most. */
    private static final Duration BREATH = Duration.ofMillis(500);

    private final JdbcClaims claims;
    private final JdbcClaims.Claim claim;
    private final Clock clock;
    private final Consumer<Operation> told;

    private volatile Instant ours;
    private volatile @Nullable String ended;
    private @Nullable Instant written;
    private long done;
    private String details;

    Run(JdbcClaims claims, JdbcClaims.Claim claim, Clock clock, Consumer<Operation> told) {
        this.claims = claims;
        this.claim = claim;
        this.clock = clock;
        this.told = told;
        this.done = claim.operation().done();
        this.details = claim.operation().details();
        this.ours = clock.instant().plus(claims.lease());
    }

    JdbcClaims.Claim claim() {
        return claim;
    }

    /** Whether more was done than when it began. */
    boolean hasProgressed() {
        return done > claim.operation().done();
    }

    @Override
    public void details(String json) {
        details = json;
    }

    @Override
    public void report(long now, @Nullable Long total, @Nullable String message) {
        check();
        done = now;
        var time = clock.instant();
        var last = total != null && now >= total;
        if (!last && written != null && time.isBefore(written.plus(BREATH))) {
            return;
        }
        written = time;
        var operation = claims.progress(claim, now, total, message, details)
                .orElseThrow(() -> new Ended("another node does it"));
        ours = time.plus(claims.lease());
        told.accept(operation);
    }

    @Override
    public void check() {
        var why = ended;
        if (why != null) {
            throw new Ended(why);
        }
        if (clock.instant().isAfter(ours)) {
            throw new Ended("its lease is over");
        }
    }

    /** Goes on for another lease that began at this moment. */
    void renewed(Instant since) {
        ours = since.plus(claims.lease());
    }

    /** Ends it at its next step. */
    void end(String why) {
        ended = why;
    }
}
