package io.lettergate.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CapabilitiesTests {

    @Test
    void readsWhatServersOffer() {
        var read =
                Capabilities.of(List.of("TOP", "UIDL", "pipelining", "STLS", "RESP-CODES", "SASL PLAIN scram-sha-256"));

        assertThat(read.top()).isTrue();
        assertThat(read.uidl()).isTrue();
        assertThat(read.pipelining()).isTrue();
        assertThat(read.stls()).isTrue();
        assertThat(read.respCodes()).isTrue();
        assertThat(read.user()).isFalse();
        assertThat(read.sasl()).containsExactlyInAnyOrder("PLAIN", "SCRAM-SHA-256");
        assertThat(read.loginDelay()).isEqualTo(Duration.ZERO);
        assertThat(read.expire()).isNull();
    }

    @Test
    void readsHowLongToWaitAndHowLongMailIsKept() {
        var read = Capabilities.of(List.of("LOGIN-DELAY 900 USER", "EXPIRE 60"));

        assertThat(read.loginDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(read.expire()).isEqualTo(new Expire(60));
        assertThat(read.variesByUser()).isTrue();
    }

    @Test
    void readsNeverWithAndWithoutItsSpace() {
        assertThat(Capabilities.of(List.of("EXPIRE NEVER")).expire()).isEqualTo(Expire.NEVER);
        assertThat(Capabilities.of(List.of("EXPIRENEVER")).expire()).isEqualTo(Expire.NEVER);
        assertThat(Capabilities.of(List.of("EXPIRE 0")).expire()).isEqualTo(new Expire(0));
    }

    @Test
    void passesOverWhatIsNoNumber() {
        var read = Capabilities.of(List.of("LOGIN-DELAY", "LOGIN-DELAY x", "EXPIRE", "EXPIRE 99999999999", "", "  "));

        assertThat(read.loginDelay()).isEqualTo(Duration.ZERO);
        assertThat(read.expire()).isNull();
        assertThat(read.known()).isTrue();
    }
}
