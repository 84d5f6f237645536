package io.lettergate.remote;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "https://a.example/x.png https://a.example/x.png",
                "'https://a.example/b c|d.png?x={y}&z=[1]' https://a.example/b%20c%7Cd.png?x=%7By%7D&z=%5B1%5D",
                "https://a.example/%20%zz%4 https://a.example/%20%25zz%254",
                "https://a.example/\u00e9?\u00e9#\u00e9 https://a.example/%C3%A9?%C3%A9",
                "https://a.example https://a.example",
                "https://a.example?x=a/b https://a.example?x=a/b",
                "https://b\u00fccher.example/\u00e9 https://b\u00fccher.example/%C3%A9",
            })
    void isTheAddressThatIsMeant(String written, String meant) {
        assertThat(Written.address(written)).hasToString(meant);
    }
}
