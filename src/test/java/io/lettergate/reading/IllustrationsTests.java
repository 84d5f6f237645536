package io.lettergate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Envelope;
import io.lettergate.mail.MailboxName;
import io.lettergate.mail.Message;
import io.lettergate.mail.MessageRef;
import io.lettergate.mail.MessageSummary;
import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import io.lettergate.mail.PartText;
import io.lettergate.mail.Uid;
import io.lettergate.mail.UidValidity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which pictures are part of a letter's words. */
class IllustrationsTests {

    private static final Part BODY = part("1", "text/html", null, null);
    private static final Part LOGO = part("2", "image/png", "inline", "logo@x");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<img src='cid:logo@x'>",
                "<p>Hello<IMG alt=x SRC=\"CID:logo%40x\">",
                "<img src=cid:logo&#64;x>",
            })
    void whatTheHtmlShowsIsPartOfTheWords(String html) {
        assertThat(inside(html, LOGO)).containsExactly("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Hello</p>",
                "<img src='cid:other@x'>",
                "<!-- <img src='cid:logo@x'> -->",
                "<a href='cid:logo@x'>cid:logo@x</a>",
                "<table background='cid:logo@x'><tr><td>x</td></tr></table>",
                "<script>'<img src=cid:logo@x>'</script>",
            })
    void whatItOnlyNamesIsAFile(String html) {
        assertThat(inside(html, LOGO)).isEmpty();
    }

    @Test
    void whatIsOfferedForSavingIsAFileEvenWhereItIsShown() {
        assertThat(inside("<img src='cid:logo@x'>", part("2", "image/png", "attachment", "logo@x")))
                .isEmpty();
    }

    @Test
    void whatHasNoIdIsAFile() {
        assertThat(inside("<img src='cid:logo@x'>", part("2", "image/png", "inline", null)))
                .isEmpty();
    }

    @Test
    void whatOnlySaysThatItIsAPictureIsAFile() {
        var html = "<img src='cid:logo@x'>";

        assertThat(inside(html, part("2", "application/zip", null, "logo@x"))).isEmpty();
        assertThat(inside(html, part("2", "image/svg+xml", null, "logo@x"))).isEmpty();
        assertThat(numbers(message(html, Map.of(new PartNumber("2"), "application/zip"), LOGO)))
                .isEmpty();
        assertThat(numbers(message(html, Map.of(), LOGO))).isEmpty();
    }

    @Test
    void aPictureOfAnotherKindThanItsSenderSaysIsOne() {
        var html = "<img src='cid:logo@x'>";
        var png = Map.of(new PartNumber("2"), "image/png");

        assertThat(numbers(message(html, png, part("2", "image/jpg", "inline", "logo@x"))))
                .containsExactly("2");
        assertThat(numbers(message(html, png, part("2", "application/octet-stream", null, "logo@x"))))
                .containsExactly("2");
    }

    @Test
    void theSecondOfOneIdIsAFile() {
        assertThat(inside("<img src='cid:logo@x'>", LOGO, part("3", "image/png", "inline", "logo@x")))
                .containsExactly("2");
    }

    private static List<String> inside(String html, Part... files) {
        var types = new HashMap<PartNumber, String>();
        Arrays.stream(files).forEach(file -> types.put(file.number(), file.type()));
        return numbers(message(html, types, files));
    }

    private static List<String> numbers(Message message) {
        return Illustrations.of(message).numbers().stream()
                .map(PartNumber::value)
                .toList();
    }

    private static Message message(String html, Map<PartNumber, String> types, Part... files) {
        var summary = new MessageSummary(
                new MessageRef(MailboxName.INBOX, new UidValidity(1), new Uid(7)),
                Envelope.unknown(),
                Set.of(),
                Instant.parse("2026-11-21T09:42:00Z"),
                1,
                false,
                "",
                true,
                null);
        var all = new ArrayList<>(List.of(files));
        all.addFirst(BODY);
        var structure = new Part(null, "multipart/related", Map.of(), null, null, null, "7bit", 0, all);
        return new Message(
                summary,
                List.of(),
                structure,
                List.of(BODY),
                List.of(BODY),
                List.of(files),
                Map.of(new PartNumber("1"), new PartText(html, false)),
                types);
    }

    private static Part part(String number, String type, @Nullable String disposition, @Nullable String id) {
        return new Part(new PartNumber(number), type, Map.of(), disposition, null, id, "base64", 100, List.of());
    }
}
