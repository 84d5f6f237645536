package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.MovedClock;
import io.lettergate.accounts.AccountId;
import io.lettergate.mail.PartNumber;
import io.lettergate.webmail.content.Capabilities.Grant;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapabilitiesTests {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Grant GRANT =
            new Grant(AccountId.random(), "g-y1Ib8yD2dyh-i5awId2gAAAEA", new PartNumber("2.1"), 7);

    private final MovedClock clock = new MovedClock(NOON);
    private final Capabilities capabilities = new Capabilities(clock);

    @Test
    void allowsWhatItWasMadeFor() {
        assertThat(capabilities.read(token())).contains(GRANT);
    }

    @Test
    @DisplayName("R20 the address of a picture ends after a quarter of an hour")
    void endsAfterItsTime() {
        var token = token();

        clock.forward(Capabilities.LIFETIME.plus(Duration.ofSeconds(1)));

        assertThat(capabilities.read(token)).isEmpty();
    }

    @Test
    @DisplayName("R20 the address of a picture cannot be changed to another's")
    void refusesEveryTokenThatWasChanged() {
        var token = token();

        for (var at = 0; at < token.length() - 1; at++) {
            var other = token.charAt(at) == 'A' ? 'B' : 'A';
            assertThat(capabilities.read(token.substring(0, at) + other + token.substring(at + 1)))
                    .isEmpty();
        }
    }

    @Test
    void refusesTheTokenOfAnotherProcess() {
        assertThat(new Capabilities(clock).read(token())).isEmpty();
    }

    @Test
    void refusesWhatIsNoToken() {
        assertThat(capabilities.read("")).isEmpty();
        assertThat(capabilities.read("%%%")).isEmpty();
        assertThat(capabilities.read("AAAA")).isEmpty();
    }

    private String token() {
        return capabilities.url(GRANT).substring("/content/".length());
    }
}
