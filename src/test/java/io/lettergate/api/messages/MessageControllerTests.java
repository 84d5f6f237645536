package io.lettergate.api.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.lettergate.api.ApiTest;
import io.lettergate.api.Robin;
import io.lettergate.api.Samples;
import io.lettergate.mail.Flag;
import io.lettergate.mail.MailFailure;
import io.lettergate.mail.Message;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mailbox.Mailboxes;
import io.lettergate.mailbox.Messages;
import io.lettergate.mailbox.Moved;
import io.lettergate.mailbox.OpaqueId;
import io.lettergate.reading.Extras;
import io.lettergate.reading.Reading;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ApiTest
class MessageControllerTests {

    private static final Part PLAIN = part("1", "text/plain", null);
    private static final Part RICH = part("2", "text/html", null);
    private static final Part PICTURE = part("3", "image/png", "boat.png");
    private static final Part ROOT =
            new Part(null, "multipart/mixed", Map.of(), null, null, null, "7bit", 0, List.of(PLAIN, RICH, PICTURE));

    private final MockMvcTester api;
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Reading reading;

    MessageControllerTests(MockMvcTester api, Mailboxes mailboxes, Messages messages, Reading reading) {
        this.reading = reading;
        this.api = api;
        this.mailboxes = mailboxes;
        this.messages = messages;
    }

    @BeforeEach
    void thereIsAMessage() {
        var texts = Map.of(
                new PartNumber("1"), new PartText("Shall we?", false),
                new PartNumber("2"), new PartText("<script>", true));
        var message = new Message(
                Samples.summary(), List.of(), ROOT, List.of(PLAIN), List.of(RICH), List.of(PICTURE), texts, Map.of());
        when(reading.of(any(), any(), any())).thenReturn(Extras.NONE);
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenReturn(Samples.REF);
        when(messages.open(Robin.ACCOUNT, Samples.REF)).thenReturn(message);
        when(messages.summary(Robin.ACCOUNT, Samples.REF)).thenReturn(Samples.summary());
        when(mailboxes.require(Robin.ACCOUNT, "role:archive")).thenReturn(Samples.ARCHIVE);
        when(mailboxes.require(Robin.ACCOUNT, "role:inbox")).thenReturn(Samples.INBOX);
    }

    @Test
    void showsAMessageWithItsPartsAndText() {
        var answer = open("?body=text");

        assertThat(answer).hasStatusOk().hasHeader("Cache-Control", "private, no-cache");
        assertThat(answer).bodyJson().isLenientlyEqualTo("""
                {"id": "%s", "envelope": {"subject": "Boats on Tuesday"}, "readable": true,
                 "parts": [{"number": "1", "type": "text/plain", "size": 9},
                           {"number": "2", "type": "text/html"},
                           {"number": "3", "type": "image/png", "name": "boat.png", "contentId": "c3"}],
                 "attachments": [{"number": "3"}],
                 "body": {"text": "Shall we?", "truncated": false}}""".formatted(Samples.ID));
        assertThat(answer).bodyJson().doesNotHavePath("body.html").doesNotHavePath("notice");
    }

    @Test
    void answersNothingWhereTheMessageIsStillTheSame() {
        var tag = String.valueOf(open("").getResponse().getHeader("ETag"));

        var again = api.get()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-None-Match", tag)
                .exchange();

        assertThat(again).hasStatus(304).hasHeader("ETag", tag);
    }

    @Test
    void changesNothingThatIsNotWhatTheCallerHasSeen() {
        var patch = api.patch()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-Match", "\"something else\"")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"keywords\": {\"$flagged\": true}}")
                .exchange();
        var delete = api.delete()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-Match", "\"something else\"")
                .exchange();

        assertThat(patch).hasStatus(412).bodyJson().isLenientlyEqualTo("{\"code\": \"precondition-failed\"}");
        assertThat(delete).hasStatus(412);
        verify(messages, never()).flag(any(), any(), any(), any());
        verify(messages, never()).discard(any(), any());
    }

    @Test
    void changesWhatTheCallerHasSeen() {
        var tag = String.valueOf(open("").getResponse().getHeader("ETag"));

        var patch = api.patch()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-Match", tag)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"keywords\": {\"$flagged\": true}}")
                .exchange();

        assertThat(patch).hasStatusOk();
        verify(messages).flagUnchanged(Robin.ACCOUNT, Samples.summary(), Set.of(Flag.FLAGGED), Set.of());
        verify(messages, never()).flag(any(), any(), any(), any());
    }

    @Test
    void saysSoWhereSomebodyWasQuicker() {
        var tag = String.valueOf(open("").getResponse().getHeader("ETag"));
        doThrow(new MailFailure.Changed()).when(messages).flagUnchanged(any(), any(), any(), any());

        var patch = api.patch()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-Match", tag)
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"keywords\": {\"$flagged\": true}, \"mailboxId\": \"role:archive\"}")
                .exchange();

        assertThat(patch).hasStatus(412).bodyJson().isLenientlyEqualTo("{\"code\": \"precondition-failed\"}");
        verify(messages, never()).move(any(), any(), any());
    }

    @Test
    void changesAnyStateOfTheMessageWhereThatWillDo() {
        var patch = api.patch()
                .uri(Samples.MESSAGE)
                .with(Robin.signedIn())
                .header("If-Match", "*")
                .contentType(MediaType.APPLICATION_JSON)
                .content("{\"keywords\": {\"$flagged\": true}}")
                .exchange();

        assertThat(patch).hasStatusOk();
        verify(messages).flag(Robin.ACCOUNT, List.of(Samples.REF), Set.of(Flag.FLAGGED), Set.of());
    }

    @Test
    void givesOnlyHtmlThatWasMadeSafe() {
        var answer = open("?body=html");

        assertThat(answer).hasStatusOk().bodyText().contains("truncated").doesNotContain("script");
    }

    @Test
    void tellsFilesFromPicturesThatTheHtmlShows() {
        var logo = new Part(
                new PartNumber("3"),
                "application/octet-stream",
                Map.of(),
                null,
                "logo.png",
                "c3",
                "base64",
                9,
                List.of());
        var root = new Part(null, "multipart/related", Map.of(), null, null, null, "7bit", 0, List.of(RICH, logo));
        var words = Map.of(new PartNumber("2"), new PartText("<p>Hi<img src='cid:c3'>", false));
        var octets = Map.of(new PartNumber("3"), "image/png");
        var files = List.of(logo);
        when(messages.open(Robin.ACCOUNT, Samples.REF))
                .thenReturn(new Message(
                        Samples.summary(), List.of(), root, List.of(RICH), List.of(RICH), files, words, octets));

        var answer = open("?body=html");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"parts": [{"number": "2"}, {"number": "3", "inline": true}],
                 "attachments": [{"number": "3", "inline": true}]}""");
        assertThat(answer).bodyText().contains(Samples.MESSAGE + "/parts/3");
    }

    @Test
    void showsWhatItCanOfAMessageThatNobodyCanRead() {
        when(messages.open(Robin.ACCOUNT, Samples.REF))
                .thenReturn(new Message(
                        Samples.summary(), List.of(), null, List.of(), List.of(), List.of(), Map.of(), Map.of()));

        var answer = open("?body=text,html");

        assertThat(answer).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"readable": false, "parts": [],
                 "notice": "This message could not be read. Its source can be had as it came."}""");
    }

    @Test
    void saysThatAMessageIsGone() {
        when(messages.open(Robin.ACCOUNT, Samples.REF)).thenThrow(new MailFailure.MessageGone());

        assertProblem(open(""), 410, "message-gone");
    }

    @Test
    void saysThatAMessageNeverWas() {
        when(messages.locate(Robin.ACCOUNT, Samples.ID)).thenThrow(new MailFailure.NoSuchMessage());

        assertProblem(open(""), 404, "no-such-message");
    }

    @Test
    void setsAndClearsKeywords() {
        var answer = change("{\"keywords\": {\"$seen\": true, \"$flagged\": null, \"later\": false}}");

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("id").isEqualTo(Samples.ID);
        verify(messages)
                .flag(Robin.ACCOUNT, List.of(Samples.REF), Set.of(Flag.SEEN), Set.of(Flag.FLAGGED, new Flag("later")));
    }

    @Test
    void movesAndTellsTheNewId() {
        var there = Samples.ref(Samples.ARCHIVE, 40);
        when(messages.move(Robin.ACCOUNT, List.of(Samples.REF), Samples.ARCHIVE))
                .thenReturn(List.of(new Moved(Samples.REF, there)));

        var answer = change("{\"mailboxId\": \"role:archive\"}");

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("""
                {"moved": true, "id": "%s", "mailboxId": "%s"}""".formatted(
                        OpaqueId.of(there), OpaqueId.of(Samples.ARCHIVE.name())));
    }

    @Test
    void movesWhereTheServerDoesNotTellTheNewPlace() {
        when(messages.move(Robin.ACCOUNT, List.of(Samples.REF), Samples.ARCHIVE))
                .thenReturn(List.of(new Moved(Samples.REF, null)));

        var answer = change("{\"mailboxId\": \"role:archive\"}");

        assertThat(answer).hasStatusOk().bodyJson().isStrictlyEqualTo("{\"moved\": true}");
    }

    @Test
    void changesNothingWhereTheMessageAlreadyIs() {
        var answer = change("{\"mailboxId\": \"role:inbox\"}");

        assertThat(answer).hasStatusOk().bodyJson().extractingPath("id").isEqualTo(Samples.ID);
        verify(messages, never()).move(any(), any(), any());
    }

    @Test
    void marksNothingWhereTheDestinationIsUnknown() {
        when(mailboxes.require(Robin.ACCOUNT, "nowhere")).thenThrow(new MailFailure.NoSuchMailbox());

        var answer = change("{\"keywords\": {\"$seen\": true}, \"mailboxId\": \"nowhere\"}");

        assertProblem(answer, 404, "no-such-mailbox");
        verify(messages, never()).flag(any(), any(), any(), any());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'keywords': {'a b': true}}    | /keywords/a b",
                "{'keywords': {'x/y~': true}}   | /keywords/x~1y~0",
                "{'keywords': {'$seen': 'yes'}} | /keywords/$seen",
                "{'keywords': {'$seen': 1}}     | /keywords/$seen",
                "{'starred': true}              | /starred"
            },
            quoteCharacter = '"')
    void pointsAtTheFieldThatCannotBe(String body, String pointer) {
        var answer = change(body.replace('\'', '"'));

        assertProblem(answer, 400, "bad-request");
        assertThat(answer).bodyJson().extractingPath("errors[0].pointer").isEqualTo(pointer);
        verify(messages, never()).flag(any(), any(), any(), any());
    }

    @Test
    void refusesWhatIsNoJson() {
        assertProblem(change("{\"keywords\": "), 400, "bad-request");
    }

    @Test
    void refusesABodyOfAnotherType() {
        var answer = api.patch()
                .uri(Samples.MESSAGE)
                .contentType(MediaType.TEXT_PLAIN)
                .content("seen")
                .with(Robin.signedIn())
                .exchange();

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void putsIntoTrashAndTellsTheNewId() {
        var there = Samples.ref(Samples.ARCHIVE, 41);
        when(messages.discard(Robin.ACCOUNT, List.of(Samples.REF))).thenReturn(List.of(new Moved(Samples.REF, there)));

        var answer = remove("");

        assertThat(answer)
                .hasStatusOk()
                .bodyJson()
                .extractingPath("id")
                .isEqualTo(OpaqueId.of(there).value());
    }

    @Test
    void answersNothingWhereTheMessageWasInTrash() {
        when(messages.discard(Robin.ACCOUNT, List.of(Samples.REF))).thenReturn(List.of());

        assertThat(remove("")).hasStatus(204);
    }

    @Test
    void removesForGoodWhenAsked() {
        assertThat(remove("?permanent=true")).hasStatus(204);

        verify(messages).delete(Robin.ACCOUNT, List.of(Samples.REF));
        verify(messages, never()).discard(any(), any());
    }

    private MvcTestResult open(String query) {
        return api.get().uri(Samples.MESSAGE + query).with(Robin.signedIn()).exchange();
    }

    private MvcTestResult change(String body) {
        return api.patch()
                .uri(Samples.MESSAGE)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .with(Robin.signedIn())
                .exchange();
    }

    private MvcTestResult remove(String query) {
        return api.delete().uri(Samples.MESSAGE + query).with(Robin.signedIn()).exchange();
    }

    private static void assertProblem(MvcTestResult answer, int status, String code) {
        assertThat(answer).hasStatus(status).hasContentType("application/problem+json");
        assertThat(answer).bodyJson().extractingPath("code").isEqualTo(code);
    }

    private static Part part(String number, String type, String fileName) {
        return new Part(new PartNumber(number), type, Map.of(), null, fileName, "c" + number, "7bit", 9, List.of());
    }
}
