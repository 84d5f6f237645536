package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import io.lettergate.answering.ListLeaving;
import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Extra;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Inner;
import io.lettergate.reading.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class InnerMessageControllerTests {

    private static final PartNumber NUMBER = new PartNumber("2");
    private static final Part WORDS = part("2.1", "text/html", null);
    private static final Part PICTURE = part("2.2", "image/png", "boat.png");
    private static final Part DEEPER = part("2.3", "message/rfc822", "older.eml");
    private static final Part ROOT =
            new Part(null, "multipart/mixed", Map.of(), null, null, null, "7bit", 0, List.of(WORDS, PICTURE, DEEPER));
    private static final Message INNER = new Message(
            Samples.summary(),
            List.of(),
            ROOT,
            List.of(),
            List.of(WORDS),
            List.of(PICTURE, DEEPER),
            Map.of(new PartNumber("2.1"), new PartText("<p>Ahoy<img src='cid:c2.2'><script>x()</script>", false)),
            Map.of());

    private final MockMvcTester api;
    private final Messages messages;
    private final Reading reading;
    private final ListLeaving leaving;

    InnerMessageControllerTests(MockMvcTester api, Messages messages, Reading reading, ListLeaving leaving) {
        this.api = api;
        this.messages = messages;
        this.reading = reading;
        this.leaving = leaving;
    }

    private static Part part(String number, String type, @Nullable String name) {
        return new Part(new PartNumber(number), type, Map.of(), null, name, "c" + number, "7bit", 9, List.of());
    }

    @BeforeEach
    void thereIsAMessageWithin() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(messages.inside(Robin.ACCOUNT, Samples.REF, NUMBER)).thenReturn(INNER);
        when(reading.within(any(), any(), any())).thenReturn(Extras.NONE);
        when(reading.inner(Robin.ACCOUNT, INNER)).thenReturn(List.of(new Inner(DEEPER, null, "")));
    }

    @Test
    void opensInTheFormOfAMessageWithSafeWordsAndPicturesOfTheOuterOne() {
        var answer = open("2", "?body=html&include=messages");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"id": "%s", "part": "2", "hasAttachment": true, "readable": true,
                 "envelope": {"subject": "Boats on Tuesday"}, "notices": [], "doubts": [],
                 "attachments": [{"number": "2.2", "name": "boat.png"}, {"number": "2.3"}],
                 "messages": [{"part": "2.3", "name": "older.eml"}]}""".formatted(Samples.ID));
        assertThat(answer)
                .bodyJson()
                .extractingPath("$.body.html[0]")
                .asString()
                .contains("Ahoy", Samples.MESSAGE + "/parts/2.2")
                .doesNotContain("script");
    }

    @Test
    void saysNothingThatOnlyAServerCanVouchForAndWantsNothing() {
        var answer = open("2", "?include=seal,invitations");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("{\"invitations\": []}");
        assertThat(answer)
                .bodyJson()
                .doesNotHavePath("verdict")
                .doesNotHavePath("seal")
                .doesNotHavePath("unsubscribe")
                .doesNotHavePath("receiptTo");
        verify(reading).within(Robin.ACCOUNT, INNER, Set.of(Extra.SEAL, Extra.INVITATIONS));
        verifyNoInteractions(leaving);
    }

    @Test
    void answersNothingWhereItIsStillTheSame() {
        var tag = String.valueOf(open("2", "").getResponse().getHeader("ETag"));

        assertThat(api.get()
                        .uri(Samples.MESSAGE + "/messages/2")
                        .with(Robin.signedIn())
                        .header("If-None-Match", tag)
                        .exchange())
                .hasStatus(304)
                .hasHeader("ETag", tag);
    }

    @Test
    void saysSoWhereThePartIsNoMessage() {
        when(messages.inside(Robin.ACCOUNT, Samples.REF, new PartNumber("1"))).thenThrow(new MailFailure.NoSuchPart());

        assertThat(open("1", ""))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("no-such-part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "1..2", "-1"})
    void refusesNumbersThatNoPartHas(String number) {
        assertThat(open(number, ""))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].parameter")
                .isEqualTo("number");
    }

    private MvcTestResult open(String number, String query) {
        return api.get()
                .uri(Samples.MESSAGE + "/messages/" + number + query)
                .with(Robin.signedIn())
                .exchange();
    }
}
