package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Address;
import io.lettergate.reading.Doubt.Kind;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtTests {

    @Test
    @DisplayName("R16 a name that is the address of another is told")
    void doubtsANameThatIsAnotherAddress() {
        assertThat(of("\"ceo@vale.example\" ceo", "mallory@evil.example"))
                .containsExactly(new Doubt(Kind.NAME_IS_ADDRESS, "ceo@vale.example", "mallory@evil.example"));
        assertThat(of("robin@vale.example", "Robin@vale.example")).isEmpty();
        assertThat(of("Robin @ home", "robin@vale.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"boss\uff20vale.example", "boss@va\u200ble.example", "\uff42oss@vale\uff0eexample"})
    @DisplayName("R16 an address in wide letters, or with some that cannot be seen, is told as well")
    void readsNamesAsEyesDo(String name) {
        assertThat(of(name, "mallory@evil.example"))
                .containsExactly(new Doubt(Kind.NAME_IS_ADDRESS, "boss@vale.example", "mallory@evil.example"));
    }

    @Test
    void knowsAnAddressInBothItsSpellings() {
        assertThat(of("post@b\u00FCcher.example", "post@xn--bcher-kva.example")).isEmpty();
        assertThat(of("@robin@vale.example", "no-reply@vale.example")).isEmpty();
    }

    @Test
    @DisplayName("R16 a domain in letters that look like others is told in plain ones")
    void doubtsLookalikes() {
        assertThat(of(null, "info@xn--80ak6aa92e.com")).extracting(Doubt::kind).containsExactly(Kind.LOOKS_LIKE);
        assertThat(of(null, "info@p\u0430ypal.example"))
                .containsExactly(new Doubt(Kind.LOOKS_LIKE, "p\u0430ypal.example", "xn--pypal-4ve.example"));
    }

    @Test
    @DisplayName("R16 a domain that mixes scripts is told")
    void doubtsMixedScripts() {
        assertThat(of(null, "info@\u0436bank.example")).extracting(Doubt::kind).containsExactly(Kind.MIXED_SCRIPTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vale.example",
                "b\u00FCcher.example",
                "\u043F\u0440\u0435\u0437\u0438\u0434\u0435\u043D\u0442.\u0440\u0444",
                "\u4F8B\u3048.jp",
                "",
                "[192.0.2.1]",
                "xn--",
                "xn--\u00FC"
            })
    void trustsHonestDomains(String domain) {
        assertThat(of("Maya", "maya@" + domain)).isEmpty();
    }

    private static List<Doubt> of(String name, String email) {
        return Doubt.of(List.of(new Address(name, email)));
    }
}
