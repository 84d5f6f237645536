package io.lettergate.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuffixesTests {

    @ParameterizedTest
    @CsvSource({
        "aspmx.l.google.com,google.com",
        "google.com,google.com",
        "mx1.mail.post.co.uk,post.co.uk",
        "mx1.eu.keeper.test,keeper.test",
        "keeper.test,keeper.test"
    })
    void findsTheRegisteredDomain(String host, String domain) {
        assertThat(Suffixes.registered(host)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "co.uk", "localhost", "127.0.0.1", "::1", ""})
    void aSuffixOrAnAddressIsNobodys(String host) {
        assertThat(Suffixes.registered(host)).isEmpty();
        assertThat(Suffixes.areOfOne(host, host)).isFalse();
    }

    @Test
    void tellsWhatIsOfOne() {
        assertThat(Suffixes.areOfOne("imap.post.example", "post.example")).isTrue();
        assertThat(Suffixes.areOfOne("post.example.evil.example", "post.example"))
                .isFalse();
        assertThat(Suffixes.areOfOne("a.co.uk", "b.co.uk")).isFalse();
    }
}
