package io.lettergate.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.2.7",
        "192.0.2.7, 192.0.2.7",
        "0.0.0.0/0, 203.0.113.9",
        "10.1.2.3/8, 10.255.255.255",
        "2001:db8::/32, 2001:db8:ffff::1",
        "2001:db8::1, 2001:db8:0:0:0:0:0:1",
        "192.0.2.0/24, ::ffff:192.0.2.7"
    })
    void holdsWhatLiesInIt(String range, String address) {
        assertThat(new AddressRange(range).contains(InetAddress.ofLiteral(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24, 192.0.3.7",
        "192.0.2.7, 192.0.2.8",
        "10.0.0.0/8, 11.0.0.0",
        "2001:db8::/32, 2001:db9::1",
        "0.0.0.0/0, 2001:db8::1",
        "::/0, 192.0.2.7"
    })
    void holdsNothingElse(String range, String address) {
        assertThat(new AddressRange(range).contains(InetAddress.ofLiteral(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "everywhere",
                "192.0.2",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "2001:db8::/129",
                "300.1.1.1",
                "1.2.3.4/",
                "fe80::1%eth0",
                "::1/x",
                "localhost",
                "0x7f.0.0.1",
                "1.2.3.4 5.6.7.8",
                "12345::"
            })
    void refusesWhatIsNone(String typed) {
        assertThatThrownBy(() -> new AddressRange(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("looks like");
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:1, ::1",
        "::, ::",
        "2001:db8:0:0:1:0:0:0, 2001:db8:0:0:1::",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:DB8::10:0:1, 2001:db8::10:0:1",
        "10.0.0.0/8, 10.0.0.0/8",
        "0.0.0.0/0, 0.0.0.0/0",
        "fe80:0::/10, fe80::/10"
    })
    void isSpelledAsPeopleDo(String typed, String spelled) {
        assertThat(new AddressRange(typed).text()).isEqualTo(spelled);
    }
}
