package io.lettergate.auth.factors;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpSecretTests {

    /** The secret of the test vectors: 12345678901234567890. */
    private static final TotpSecret SECRET = TotpSecret.of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_111);

    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    @DisplayName("R64 the codes are those of RFC 6238, appendix B")
    void makesTheCodesOfTheStandard(long second, String code) {
        assertThat(SECRET.code(TotpSecret.stepAt(Instant.ofEpochSecond(second))))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    @DisplayName("R64 a code of the step before or after is taken, and no other")
    void allowsForClocksThatDifferByOneStep(int steps, boolean taken) {
        var step = TotpSecret.stepAt(NOW) + steps;

        var found = SECRET.step(SECRET.code(step), NOW);

        assertThat(found.isPresent()).isEqualTo(taken);
        found.ifPresent(which -> assertThat(which).isEqualTo(step));
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "05047", "0504711", "ooooooo", "０５０４７１"})
    void takesNothingThatIsNoCode(String typed) {
        assertThat(SECRET.step(typed, NOW)).isEmpty();
    }

    @Test
    void everySecretIsNewAndNeverShowsItself() {
        var one = TotpSecret.random();

        assertThat(one.text()).hasSize(32).isNotEqualTo(TotpSecret.random().text());
        assertThat(one).hasToString("TotpSecret(not shown)");
    }

    @Test
    void tellsAnAppAllItNeeds() {
        assertThat(SECRET.uri("robin+mail@vale.example"))
                .isEqualTo("otpauth://totp/Lettergate:robin%2Bmail%40vale.example?secret="
                        + "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Lettergate&algorithm=SHA1&digits=6&period=30");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesAndReadsBase32(String octets, String text) {
        assertThat(Base32.encode(octets.getBytes(US_ASCII))).isEqualTo(text);
        assertThat(Base32.decode(text)).isEqualTo(octets.getBytes(US_ASCII));
    }

    @Test
    void refusesWhatIsNoBase32() {
        assertThatIllegalArgumentException().isThrownBy(() -> Base32.decode("MZ1W"));
    }
}
