package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.Endpoint;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Messages.Content;
import io.lettergate.mailbox.Messages.PartContent;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class OctetsControllerTests {

    private static final String RAW = "Subject: Boats\r\n\r\nShall we?";
    private static final String TAG = "\"" + Robin.ACCOUNT.id() + "-" + Samples.ID + "\"";

    private final MockMvcTester api;
    private final Messages messages;

    OctetsControllerTests(MockMvcTester api, Messages messages) {
        this.api = api;
        this.messages = messages;
    }

    @BeforeEach
    void thereIsAMessage() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content((long) RAW.length(), octets(RAW)));
    }

    @Test
    void givesTheMessageAsItCame() {
        var answer = raw("X-Nothing", "");

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("message/rfc822")
                .hasHeader("Content-Length", "" + RAW.length())
                .hasHeader("ETag", TAG)
                .hasHeader("Accept-Ranges", "bytes")
                .hasHeader("Cache-Control", "private, max-age=31536000, immutable")
                .hasBodyTextEqualTo(RAW);
    }

    @ParameterizedTest
    @CsvSource({"bytes=9-13, bytes 9-13/27, Boats", "bytes=-3, bytes 24-26/27, we?", "bytes=24-99, bytes 24-26/27, we?"
    })
    void givesARangeOfIt(String range, String served, String octets) {
        var answer = raw("Range", range);

        assertThat(answer)
                .hasStatus(206)
                .hasHeader("Content-Range", served)
                .hasHeader("Content-Length", "" + octets.length())
                .hasBodyTextEqualTo(octets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"bytes=0-1,4-5", "lines=1-2", "bytes=x"})
    void givesAllOfItWhereTheRangeIsNotOne(String range) {
        assertThat(raw("Range", range)).hasStatusOk().hasBodyTextEqualTo(RAW);
    }

    @Test
    void givesAShortRangeWhereTheSizeIsNotKnown() {
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(null, octets(RAW)));

        var answer = raw("Range", "bytes=24-99");

        assertThat(answer)
                .hasStatus(206)
                .hasHeader("Content-Range", "bytes 24-26/*")
                .hasHeader("Content-Length", "3")
                .hasBodyTextEqualTo("we?");
    }

    @ParameterizedTest
    @CsvSource({"bytes=-3", "bytes=9-", "bytes=0-9999999"})
    void givesAllOfItWhereTheSizeIsNotKnownAndTheRangeDependsOnIt(String range) {
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(null, octets(RAW)));

        var answer = raw("Range", range);

        assertThat(answer).hasStatusOk().doesNotContainHeader("Content-Length").hasBodyTextEqualTo(RAW);
    }

    @Test
    void refusesARangeBeyondTheEndWhereTheSizeIsNotKnown() {
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(null, octets(RAW)));

        assertThat(raw("Range", "bytes=27-30")).hasStatus(416).doesNotContainHeader("Content-Range");
    }

    @Test
    void givesARangeOfAPartWhoseSizeIsKnown() {
        var part = part("image/png", Map.of(), "x.png");
        when(messages.part(Robin.ACCOUNT, Samples.REF, new PartNumber("2")))
                .thenReturn(new PartContent(part, 6L, octets("012345")));

        var answer = api.get()
                .uri(Samples.MESSAGE + "/parts/2")
                .header("Range", "bytes=2-")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer)
                .hasStatus(206)
                .hasHeader("Content-Range", "bytes 2-5/6")
                .hasBodyTextEqualTo("2345");
    }

    @Test
    void refusesARangeBeyondTheEnd() {
        var answer = raw("Range", "bytes=27-30");

        assertThat(answer)
                .hasStatus(416)
                .hasHeader("Content-Range", "bytes */27")
                .bodyJson()
                .extractingPath("code")
                .isEqualTo("range-not-satisfiable");
    }

    @Test
    void asksNobodyForWhatTheCallerHas() {
        assertThat(raw("If-None-Match", TAG)).hasStatus(304);

        verify(messages, never()).raw(Robin.ACCOUNT, Samples.REF);
    }

    @Test
    void describesTheMessageWithoutReadingIt() {
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(27L, broken()));

        var answer =
                api.head().uri(Samples.MESSAGE + "/raw").with(Robin.signedIn()).exchange();

        assertThat(answer).hasStatusOk().hasHeader("Content-Length", "27");
    }

    @Test
    void explainsAFailureBeforeTheFirstOctet() {
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(27L, broken()));

        var answer = raw("Accept", "message/rfc822");

        assertThat(answer)
                .hasStatus(502)
                .hasContentType("application/problem+json")
                .hasHeader("Cache-Control", "no-store")
                .doesNotContainHeader("ETag")
                .doesNotContainHeader("Content-Length");
    }

    @Test
    void breaksOffWhereItFailsLater() {
        var stream = new SequenceInputStream(octets("x".repeat(100_000)), broken());
        when(messages.raw(Robin.ACCOUNT, Samples.REF)).thenReturn(new Content(200_000L, stream));

        var answer = raw("X-Nothing", "");

        assertThat(answer).hasFailed().failure().hasRootCauseInstanceOf(MailFailure.ServerUnreachable.class);
    }

    @Test
    void givesAllOfItWhereTheCallerHasAnother() {
        var answer = api.get()
                .uri(Samples.MESSAGE + "/raw")
                .header("Range", "bytes=0-3")
                .header("If-Range", "\"another\"")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatusOk().hasBodyTextEqualTo(RAW);
    }

    @Test
    @DisplayName("R17 a part is served so that no browser runs it")
    void servesAPartSoThatNoBrowserRunsIt() {
        var answer = part(part("text/html", Map.of(), "page.html"), "<script>");

        assertThat(answer)
                .hasStatusOk()
                .hasContentType("application/octet-stream")
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasHeader("Content-Security-Policy", "sandbox; default-src 'none'")
                .hasHeader("Content-Disposition", "attachment; filename=\"page.html\"; filename*=UTF-8''page.html")
                .hasBodyTextEqualTo("<script>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image/png       |                | image/png",
                "application/pdf |                | application/pdf",
                "text/plain      | koi8-r         | text/plain;charset=koi8-r",
                "text/plain      | x; evil=1      | text/plain",
                "image/svg+xml   |                | application/octet-stream",
                "application/xml |                | application/octet-stream"
            })
    @DisplayName("R17 only harmless types are believed")
    void believesOnlyHarmlessTypes(String declared, String charset, String served) {
        var parameters = charset == null ? Map.<String, String>of() : Map.of("charset", charset);

        var answer = part(part(declared, parameters, "x"), "x");

        assertThat(answer.getResponse().getHeader("Content-Type")).isEqualTo(served);
    }

    @Test
    void saysThatThereIsNoSuchPart() {
        when(messages.part(Robin.ACCOUNT, Samples.REF, new PartNumber("9"))).thenThrow(new MailFailure.NoSuchPart());

        var answer = api.get()
                .uri(Samples.MESSAGE + "/parts/9")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(404);
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo("no-such-part");
    }

    @Test
    void refusesWhatIsNoPartNumber() {
        var answer = api.get()
                .uri(Samples.MESSAGE + "/parts/1.x")
                .with(Robin.signedIn())
                .exchange();

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("errors[0].parameter").isEqualTo("number");
    }

    private MvcTestResult raw(String header, String value) {
        return api.get()
                .uri(Samples.MESSAGE + "/raw")
                .header(header, value)
                .with(Robin.signedIn())
                .exchange();
    }

    private MvcTestResult part(Part part, String octets) {
        when(messages.part(Robin.ACCOUNT, Samples.REF, new PartNumber("2")))
                .thenReturn(new PartContent(part, null, octets(octets)));
        return api.get()
                .uri(Samples.MESSAGE + "/parts/2")
                .with(Robin.signedIn())
                .exchange();
    }

    private static Part part(String type, Map<String, String> parameters, String fileName) {
        return new Part(new PartNumber("2"), type, parameters, "inline", fileName, null, "7bit", 9, List.of());
    }

    private static InputStream octets(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() {
                var endpoint = new Endpoint("imap.vale.example", 993, Endpoint.Encryption.TLS);
                throw new MailFailure.ServerUnreachable(endpoint, "the connection broke", null);
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };
    }
}
