package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the newest 50 of many messages cost through the connector, warm: beside the very commands that it sends, with the
 * cache and without it, and, which is what has to hold, with the cache beside the raw FETCH that brings the same rows.
 */
@EnabledIfSystemProperty(
        named = "lettergate.bench",
        matches = "true",
        disabledReason = "it takes minutes; -Dlettergate.bench=true runs it")
class ListingBenchmark {

    private static final int DISTINCT = 1_000;
    private static final int ROUNDS = 400;
    private static final long MOST_OCTETS = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {100_000, 1_000_000})
    void listsTheNewest(int messages) throws IOException {
        var inbox = CrowdedInbox.of(DovecotServer.copyingCheaply(), DISTINCT, messages);

        var cached = measure(inbox, ConnectorFixture.with());
        var uncached = measure(inbox, ConnectorFixture.with("lettergate.imap.cache.enabled=false"));

        cached.report("cached", messages);
        uncached.report("uncached", messages);
        System.out.printf(
                Locale.ROOT,
                "bench | newest %d of %d | cached page beside the raw FETCH of whole rows | ratio %.2f%n",
                CrowdedInbox.PAGE,
                messages,
                cached.beside(uncached));
        assertThat(cached.allocated()).isLessThanOrEqualTo(MOST_OCTETS);
        assertThat(cached.beside(uncached)).isLessThanOrEqualTo(1.5);
    }

    private static Measured measure(CrowdedInbox inbox, ConnectorFixture fixture) throws IOException {
        try (fixture;
                var raw = inbox.connect()) {
            var commands = inbox.warmCommands(fixture);
            var account = inbox.account(fixture);
            var ours = new long[ROUNDS];
            var theirs = new long[ROUNDS];
            var allocated = new long[ROUNDS];
            for (int round = -ROUNDS; round < ROUNDS; round++) {
                var cost = inbox.list(fixture, account);
                var alone = CrowdedInbox.say(raw, commands);
                if (round >= 0) {
                    ours[round] = cost.nanos();
                    theirs[round] = alone;
                    allocated[round] = cost.allocated();
                }
            }
            return new Measured(commands, median(ours), median(theirs), median(allocated));
        }
    }

    private static long median(long[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /**
     * Medians of many rounds.
     *
     * @param connector nanoseconds
     * @param raw nanoseconds
     * @param allocated octets
     */
    private record Measured(List<String> commands, long connector, long raw, long allocated) {

        double ratio() {
            return (double) connector / raw;
        }

        /** This beside the raw commands of another that brings the same rows. */
        double beside(Measured other) {
            return (double) connector / other.raw;
        }

        void report(String name, int messages) {
            System.out.printf(
                    Locale.ROOT,
                    "bench | newest %d of %d | %s | connector %.2f ms | raw %.2f ms | ratio %.2f | %d KiB | %s%n",
                    CrowdedInbox.PAGE,
                    messages,
                    name,
                    connector / 1e6,
                    raw / 1e6,
                    ratio(),
                    allocated / 1024,
                    commands);
        }
    }
}
