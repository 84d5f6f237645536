package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.Address;
import io.lettergate.mail.Envelope;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mailbox.Messages;
import io.lettergate.reading.Card;
import io.lettergate.reading.Doubt;
import io.lettergate.reading.Extra;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Inner;
import io.lettergate.reading.Invitation;
import io.lettergate.reading.Invitation.Answer;
import io.lettergate.reading.Notice;
import io.lettergate.reading.Reading;
import io.lettergate.reading.Report;
import io.lettergate.reading.Seal;
import io.lettergate.reading.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class BroughtAnswerTests {

    private static final Part TEXT =
            new Part(new PartNumber("1"), "text/plain", Map.of(), null, null, null, "7bit", 5, List.of());
    private static final Part WITHIN =
            new Part(new PartNumber("2"), "message/rfc822", Map.of(), null, "old.eml", null, "7bit", 900, List.of());
    private static final Message MESSAGE =
            new Message(Samples.summary(), List.of(), TEXT, List.of(TEXT), List.of(), List.of(), Map.of(), Map.of());

    private final MockMvcTester api;
    private final Messages messages;
    private final Reading reading;

    BroughtAnswerTests(MockMvcTester api, Messages messages, Reading reading) {
        this.api = api;
        this.messages = messages;
        this.reading = reading;
    }

    @BeforeEach
    void thereIsAMessage() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(messages.open(Robin.ACCOUNT, Samples.REF)).thenReturn(MESSAGE);
        when(reading.of(any(), any(), any())).thenReturn(Extras.NONE);
    }

    @Test
    void tellsWhatIsFoundWithoutBeingAskedAndFetchesNothingForIt() {
        when(reading.of(Robin.ACCOUNT, MESSAGE, Set.of()))
                .thenReturn(new Extras(
                        List.of(Notice.PARTS, Notice.LONG_FIELD),
                        new Verdict(Verdict.Finding.REFUTED, "vale.example"),
                        List.of(new Doubt(Doubt.Kind.NAME_IS_ADDRESS, "ceo@vale.example", "eve@evil.example")),
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of()));

        var answer = open("");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"notices": ["parts", "longField"],
                 "verdict": {"finding": "refuted", "domain": "vale.example"},
                 "doubts": [{"kind": "nameIsAddress", "subject": "ceo@vale.example", "truth": "eve@evil.example"}]}""");
        assertThat(answer)
                .bodyJson()
                .doesNotHavePath("seal")
                .doesNotHavePath("outcomes")
                .doesNotHavePath("invitations")
                .doesNotHavePath("messages");
        verify(reading, never()).inner(any(), any());
    }

    @Test
    void tellsAnInvitationWithAllThatACalendarNeeds() {
        given(invitation(
                new Invitation.At(Instant.parse("2026-11-24T09:00:00Z"), "Europe/Oslo"),
                new Invitation.At(Instant.parse("2026-11-24T10:30:00Z"), "Europe/Oslo")));

        assertThat(open("?include=invitations")).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"invitations": [{"part": "2", "method": "request", "uid": "harbour-1", "sequence": 2,
                  "title": "Timetable", "start": "2026-11-24T09:00:00Z", "end": "2026-11-24T10:30:00Z",
                  "allDay": false, "zone": "Europe/Oslo", "location": "Room 2", "repeats": false,
                  "organizer": {"name": "Maya", "email": "maya@fjordline.example"},
                  "guests": [{"email": "robin@vale.example"}, {"email": "kim@vale.example", "answer": "accepted"}],
                  "changes": [{"instead": "2026-11-24T09:00:00Z", "start": "2026-11-24T09:00:00Z",
                               "location": "Room 3", "cancelled": true}],
                  "invitedAs": "robin@vale.example", "answerable": true}]}""");
    }

    @Test
    void tellsDaysAndHoursWithoutAZoneAsSuch() {
        given(invitation(new Invitation.Day(LocalDate.parse("2026-12-24")), null));
        assertThat(open("?include=invitations")).bodyJson().isLenientlyEqualTo("""
                {"invitations": [{"start": "2026-12-24", "allDay": true}]}""");

        given(invitation(new Invitation.Floating(LocalDateTime.parse("2026-12-24T18:00")), null));
        assertThat(open("?include=invitations")).bodyJson().isLenientlyEqualTo("""
                {"invitations": [{"start": "2026-12-24T18:00", "allDay": false}]}""");
        assertThat(open("?include=invitations"))
                .bodyJson()
                .doesNotHavePath("invitations[0].zone")
                .doesNotHavePath("invitations[0].end")
                .doesNotHavePath("invitations[0].answer");
    }

    @Test
    void tellsSealsReportsCardsAndMessagesWithin() {
        var outcome = new Report.Outcome(
                "ada@post.example", Report.Fate.FAILED, Report.Reason.NO_SUCH_ADDRESS, "5.1.1", "550 no");
        var seen = new Report.Outcome("", Report.Fate.UNKNOWN, Report.Reason.UNKNOWN, null, "");
        var card = new Card(new PartNumber("3"), "Ada", "", List.of("ada@post.example"), List.of());
        when(reading.of(eq(Robin.ACCOUNT), eq(MESSAGE), any()))
                .thenReturn(new Extras(
                        List.of(),
                        null,
                        List.of(),
                        new Seal(Seal.Kind.OTHER_SENDER, "eve@evil.example", ""),
                        new Report(List.of(outcome, seen)),
                        List.of(),
                        List.of(card),
                        List.of(WITHIN)));
        var envelope = new Envelope(
                "Old boats",
                List.of(new Address("Kim", "kim@vale.example")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of());
        when(reading.inner(Robin.ACCOUNT, MESSAGE))
                .thenReturn(List.of(new Inner(WITHIN, envelope, "The old boats are back")));

        var answer = open("?include=seal,outcomes,cards,messages");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"seal": {"kind": "otherSender", "signer": "eve@evil.example"},
                 "outcomes": [{"address": "ada@post.example", "fate": "failed", "reason": "noSuchAddress",
                               "status": "5.1.1", "response": "550 no"}, {}],
                 "cards": [{"part": "3", "name": "Ada", "emails": ["ada@post.example"], "phones": []}],
                 "messages": [{"part": "2", "name": "old.eml", "subject": "Old boats",
                               "from": [{"name": "Kim", "email": "kim@vale.example"}],
                               "preview": "The old boats are back"}]}""");
        verify(reading).of(Robin.ACCOUNT, MESSAGE, Set.of(Extra.SEAL, Extra.OUTCOMES, Extra.CARDS, Extra.MESSAGES));
    }

    @Test
    void answersAnEmptyListWhereThereIsNothingOfWhatWasAskedFor() {
        var answer = open("?include=seal,outcomes,invitations,cards,messages");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"outcomes": [], "invitations": [], "cards": [], "messages": []}""");
        assertThat(answer).bodyJson().doesNotHavePath("seal");
    }

    @Test
    void refusesWordsThatItDoesNotKnow() {
        assertThat(open("?include=everything"))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[0].detail")
                .asString()
                .contains("seal, outcomes, invitations, cards, messages");
    }

    private void given(Invitation invitation) {
        when(reading.of(eq(Robin.ACCOUNT), eq(MESSAGE), any()))
                .thenReturn(
                        new Extras(List.of(), null, List.of(), null, null, List.of(invitation), List.of(), List.of()));
    }

    private static Invitation invitation(Invitation.Moment start, Invitation.@Nullable Moment end) {
        return new Invitation(
                new PartNumber("2"),
                Invitation.Kind.REQUEST,
                "Timetable",
                "Room 2",
                "",
                start,
                end,
                false,
                List.of(new Invitation.Change(start, start, null, "Room 3", true)),
                new Address("Maya", "maya@fjordline.example"),
                List.of(
                        new Invitation.Guest(new Address(null, "robin@vale.example"), Answer.NONE),
                        new Invitation.Guest(new Address(null, "kim@vale.example"), Answer.ACCEPTED)),
                "robin@vale.example",
                Answer.NONE,
                new Invitation.Version("harbour-1", 2));
    }

    private MvcTestResult open(String query) {
        return api.get().uri(Samples.MESSAGE + query).with(Robin.signedIn()).exchange();
    }
}
