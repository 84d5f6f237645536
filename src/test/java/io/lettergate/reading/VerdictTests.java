package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Address;
import io.lettergate.mail.Header;
import io.lettergate.reading.Verdict.Finding;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTests {

    private static final List<String> TRUSTED = List.of("mx.vale.example");

    @Test
    void confirmsWhatDmarcPassed() {
        assertThat(verdict("mx.vale.example; dmarc=pass (p=reject) header.from=fjordline.example"))
                .isEqualTo(new Verdict(Finding.CONFIRMED, "fjordline.example"));
    }

    @Test
    void confirmsWhatIsSignedByTheDomain() {
        assertThat(verdict("mx.vale.example 1; dkim=pass header.d=fjordline.example; spf=none"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.CONFIRMED);
    }

    @Test
    void refutesWhatDmarcFailed() {
        assertThat(verdict(
                        "mx.vale.example; dkim=pass header.d=evil.example; dmarc=fail header.from=fjordline.example"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.REFUTED);
    }

    @Test
    void leavesOpenWhatOnlyAnotherDomainSigned() {
        assertThat(verdict("mx.vale.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.OPEN);
    }

    @Test
    void doesNotBelieveOthers() {
        assertThat(verdict("mx.evil.example; dmarc=pass header.from=fjordline.example"))
                .isNull();
        assertThat(verdict("mx.evil.example; dmarc=fail", "mx.vale.example; dmarc=pass header.from=fjordline.example"))
                .isNull();
    }

    @Test
    void readsTheTopmostRunAlone() {
        var headers = List.of(
                result("mx.vale.example; spf=none"),
                new Header("Received", "from outside"),
                result("mx.vale.example; dmarc=pass header.from=fjordline.example"));

        assertThat(Verdict.of(headers, from(), TRUSTED))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.OPEN);
    }

    @Test
    void isNotFooledByComments() {
        assertThat(verdict("mx.vale.example; spf=fail (dmarc=pass; dmarc=pass header.from=fjordline.example)"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.OPEN);
        assertThat(verdict("mx.evil.example (mx.vale.example; dmarc=pass)")).isNull();
    }

    @Test
    void saysNothingOfManySenders() {
        var two = List.of(new Address(null, "a@fjordline.example"), new Address(null, "b@evil.example"));

        assertThat(Verdict.of(List.of(result("mx.vale.example; dmarc=pass")), two, TRUSTED))
                .isNull();
    }

    @Test
    void isNotFooledByWordsOfTheSender() {
        assertThat(List.of(
                        "spf=pass smtp.mailfrom=\"x header.d=fjordline.example\"@evil.example",
                        "spf=pass smtp.mailfrom=\"x@fjordline.example\"@evil.example",
                        "spf=pass smtp.mailfrom=x@evil.example smtp.helo=fjordline.example header.d=fjordline.example",
                        "dkim=pass reason=\"header.d=fjordline.example\" header.d=evil.example",
                        "dkim=pass header.d=evil.example smtp.mailfrom=fjordline.example"))
                .allSatisfy(result -> assertThat(verdict("mx.vale.example; " + result))
                        .extracting(Verdict::finding)
                        .isEqualTo(Finding.OPEN));
    }

    @Test
    void takesOfEachMethodWhatStandsOnTop() {
        assertThat(verdict(
                        "mx.vale.example; dkim=fail header.d=fjordline.example",
                        "mx.vale.example; dkim=pass header.d=fjordline.example"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.OPEN);
        assertThat(verdict(
                        "mx.vale.example; spf=none smtp.mailfrom=x@evil.example",
                        "mx.vale.example; dkim=pass header.d=fjordline.example"))
                .extracting(Verdict::finding)
                .isEqualTo(Finding.CONFIRMED);
    }

    @Test
    void saysNothingWhereTheSenderIsNamedTwice() {
        var headers = List.of(
                result("mx.vale.example; dmarc=pass header.from=fjordline.example"),
                new Header("From", "maya@fjordline.example"),
                new Header("From", "mallory@evil.example"));

        assertThat(Verdict.of(headers, from(), TRUSTED)).isNull();
    }

    private static @Nullable Verdict verdict(String... results) {
        return Verdict.of(Arrays.stream(results).map(VerdictTests::result).toList(), from(), TRUSTED);
    }

    private static Header result(String value) {
        return new Header("Authentication-Results", value);
    }

    private static List<Address> from() {
        return List.of(new Address("Maya", "maya@fjordline.example"));
    }
}
