package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.reading.Report.Fate;
import io.lettergate.reading.Report.Outcome;
import io.lettergate.reading.Report.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTests {

    @Test
    void tellsWhatBecameOfItForEachReceiver() {
        var report = delivery("""
                Reporting-MTA: dns; mx.vale.example
                Arrival-Date: Fri, 20 Nov 2026 08:30:00 +0000

                Final-Recipient: rfc822; ada@post.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 5.1.1 no such user

                Original-Recipient: rfc822;<bo@post.example>
                Final-Recipient: rfc822; bo.old@post.example
                Action: delayed
                Status: 4.4.1
                """);

        assertThat(report.outcomes())
                .containsExactly(
                        new Outcome(
                                "ada@post.example",
                                Fate.FAILED,
                                Reason.NO_SUCH_ADDRESS,
                                "5.1.1",
                                "550 5.1.1 no such user"),
                        new Outcome("bo@post.example", Fate.DELAYED, Reason.NO_ANSWER, "4.4.1", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1,NO_SUCH_ADDRESS",
        "5.1.2,NO_SUCH_DOMAIN",
        "5.2.1,DISABLED",
        "5.2.2,FULL",
        "5.3.4,TOO_LARGE",
        "4.4.1,NO_ANSWER",
        "5.4.6,LOOP",
        "4.4.7,EXPIRED",
        "5.3.0,SYSTEM",
        "5.6.1,CONTENT",
        "5.7.1,REFUSED",
        "5.7.26,NOT_AUTHENTIC",
        "5.0.0,UNKNOWN",
        "5.999.999,UNKNOWN"
    })
    void knowsTheCodes(String status, Reason reason) {
        var outcome = delivery("X: y\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: " + status)
                .outcomes()
                .getFirst();

        assertThat(outcome.reason()).isEqualTo(reason);
    }

    @Test
    void believesTheOtherServerWhereTheOwnOneIsVague() {
        var outcome = delivery(
                        "X: y\n\nFinal-Recipient: rfc822; a@b.example\nStatus: 5.0.0\nDiagnostic-Code: smtp; 552 5.2.2 over quota")
                .outcomes()
                .getFirst();

        assertThat(outcome.fate()).isEqualTo(Fate.FAILED);
        assertThat(outcome.reason()).isEqualTo(Reason.FULL);
    }

    @Test
    void tellsThatSomebodyReadIt() {
        var report = ReportReader.ofDisposition("""
                Final-Recipient: rfc822; ada@post.example
                Disposition: manual-action/MDN-sent-manually; displayed
                """.getBytes(StandardCharsets.US_ASCII));

        assertThat(report.outcomes()).extracting(Outcome::fate).containsExactly(Fate.DISPLAYED);
    }

    @Test
    void findsNothingInNothing() {
        assertThat(delivery("").outcomes()).isEmpty();
        assertThat(delivery("\n\n\n:::\n\n").outcomes()).isEmpty();
    }

    private static Report delivery(String text) {
        return ReportReader.ofDelivery(text.getBytes(StandardCharsets.UTF_8));
    }
}
