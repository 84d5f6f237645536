package io.lettergate.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTests {

    private final SecureRandom random = new SecureRandom();

    @Test
    @DisplayName("R63 a token has 256 random bits behind a prefix that scanners know, and a checksum")
    void isKnownByItsForm() {
        var secret = TokenText.random(random);

        assertThat(secret).matches("lgt_[0-9A-Za-z]{49}");
        assertThat(TokenText.isOne(secret)).isTrue();
    }

    @Test
    void isAnotherEachTime() {
        var some = IntStream.range(0, 1_000)
                .mapToObj(number -> TokenText.random(random))
                .collect(Collectors.toSet());

        assertThat(some).hasSize(1_000);
    }

    @Test
    void anAlteredOneIsNoneWithoutAskingTheTable() {
        var secret = TokenText.random(random);
        var altered = secret.substring(0, 10) + (secret.charAt(10) == 'a' ? 'b' : 'a') + secret.substring(11);

        assertThat(TokenText.isOne(altered)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "lgt_", "secret", "lgt_0000000000000000000000000000000000000000000000000", "LGT_x\r\ny"})
    void noiseIsNone(String noise) {
        assertThat(TokenText.isOne(noise)).isFalse();
    }

    @Test
    void theDigestIsThatOfEveryOtherProgram() {
        assertThat(TokenText.digest("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
