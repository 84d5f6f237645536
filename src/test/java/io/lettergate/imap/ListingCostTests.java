package io.lettergate.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.DovecotServer;
import io.lettergate.Needs;
import io.lettergate.Needs.Need;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the newest page of a mailbox costs, but for time, which {@link ListingBenchmark} takes. */
@Needs(Need.DOVECOT)
class ListingCostTests {

    private static final int WARM = 20;

    @ParameterizedTest
    @CsvSource({"true, 1048576", "false, 2097152"})
    void aPageAllocatesLittle(boolean cached, long most) throws IOException {
        var inbox = CrowdedInbox.of(DovecotServer.shared(), 125, 2_000);
        try (var fixture = ConnectorFixture.with("lettergate.imap.cache.enabled=" + cached)) {
            var account = inbox.account(fixture);
            for (int round = 0; round < WARM; round++) {
                inbox.list(fixture, account);
            }

            var cost = inbox.list(fixture, account);

            assertThat(cost.allocated()).isPositive().isLessThanOrEqualTo(most);
        }
    }

    @Test
    void aPageTakesTwoCommandsThatNameNoMoreThanThePage() throws IOException {
        var inbox = CrowdedInbox.of(DovecotServer.shared(), 125, 2_000);
        try (var fixture = ConnectorFixture.with()) {
            assertThat(inbox.warmCommands(fixture)).containsExactly("NOOP", "FETCH 1951:2000 (UID FLAGS MODSEQ)");
        }
    }

    @Test
    void aPageTakesTwoCommandsWithoutTheCacheToo() throws IOException {
        var inbox = CrowdedInbox.of(DovecotServer.shared(), 125, 250);
        try (var fixture = ConnectorFixture.with("lettergate.imap.cache.enabled=false")) {
            assertThat(inbox.warmCommands(fixture)).hasSize(2);
        }
    }
}
