package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.mail.Part;
import io.lettergate.mail.PartNumber;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BodiesTests {

    @Test
    void offersBothAlternatives() {
        var plain = leaf("1", "text/plain", null, null);
        var html = leaf("2", "text/html", null, null);

        var bodies = Bodies.of(multipart("alternative", plain, html));

        assertThat(bodies).isEqualTo(new Bodies(List.of(plain), List.of(html), List.of()));
    }

    @Test
    void showsTheOnlyAlternativeToBothReaders() {
        var html = leaf("1", "text/html", null, null);

        var bodies = Bodies.of(multipart("alternative", html));

        assertThat(bodies).isEqualTo(new Bodies(List.of(html), List.of(html), List.of()));
    }

    @Test
    void readsTheExampleOfTheStandard() {
        var a = leaf("1", "text/plain", "inline", null);
        var b = leaf("2", "text/plain", "inline", null);
        var c = leaf("3", "image/jpeg", "inline", null);
        var d = leaf("4", "text/plain", "inline", null);
        var e = leaf("5", "text/html", null, null);
        var f = leaf("6", "image/jpeg", "inline", null);
        var g = leaf("7", "image/jpeg", "attachment", null);
        var h = leaf("8", "application/x-excel", null, null);
        var j = leaf("9", "message/rfc822", null, null);
        var k = leaf("10", "text/plain", "inline", null);

        var bodies = Bodies.of(multipart(
                "mixed",
                a,
                multipart(
                        "mixed",
                        multipart("alternative", multipart("mixed", b, c, d), multipart("related", e, f)),
                        g,
                        h,
                        j),
                k));

        assertThat(bodies.text()).containsExactly(a, b, c, d, k);
        assertThat(bodies.html()).containsExactly(a, e, k);
        assertThat(bodies.attachments()).containsExactly(c, f, g, h, j);
    }

    @Test
    void offersAnyOtherTextForSaving() {
        var text = leaf("1", "text/plain", null, null);
        var attached = leaf("2", "text/plain", "attachment", null);
        var named = leaf("3", "text/plain", null, "log.txt");
        var invitation = leaf("4", "text/calendar", null, null);

        var bodies = Bodies.of(multipart("mixed", text, attached, named, invitation));

        assertThat(bodies).isEqualTo(new Bodies(List.of(text), List.of(text), List.of(attached, named, invitation)));
    }

    @Test
    void theSameWordsForOtherScreensAreNoFile() {
        var plain = leaf("1", "text/plain", null, null);
        var amp = leaf("2", "text/x-amp-html", null, null);
        var html = leaf("3", "text/html", null, null);

        assertThat(Bodies.of(multipart("alternative", plain, amp, html)).attachments())
                .isEmpty();
        assertThat(Bodies.of(multipart("mixed", plain, amp)).attachments()).containsExactly(amp);
    }

    @Test
    void picturesAndSoundsAmongTheWordsCanBeSavedToo() {
        var text = leaf("1", "text/plain", null, null);
        var photo = leaf("2", "image/jpeg", "inline", "boat.jpg");
        var voice = leaf("3", "audio/mpeg", "inline", null);

        var bodies = Bodies.of(multipart("mixed", text, photo, voice));

        assertThat(bodies.attachments()).isEmpty();
        assertThat(bodies.files()).containsExactly(photo, voice);
        assertThat(bodies.holdFiles()).isTrue();
    }

    @Test
    void aPictureForTheHtmlIsNoFileUnlessItIsOfferedAsOne() {
        var html = leaf("1", "text/html", null, null);
        var shown = picture("inline", "logo@x");
        var offered = picture("attachment", "logo@x");
        var nameless = picture("inline", null);

        assertThat(Bodies.of(multipart("related", html, shown)).holdFiles()).isFalse();
        assertThat(Bodies.of(multipart("related", html, shown, offered)).holdFiles())
                .isTrue();
        assertThat(Bodies.of(multipart("related", html, nameless)).holdFiles()).isTrue();
        assertThat(Bodies.of(multipart("mixed", leaf("1", "text/plain", null, null), shown))
                        .holdFiles())
                .isTrue();
    }

    private static Part picture(String disposition, @Nullable String contentId) {
        return new Part(
                new PartNumber("2"), "image/png", Map.of(), disposition, null, contentId, "base64", 1, List.of());
    }

    private static Part leaf(String number, String type, @Nullable String disposition, @Nullable String fileName) {
        return new Part(new PartNumber(number), type, Map.of(), disposition, fileName, null, "7bit", 1, List.of());
    }

    private static Part multipart(String type, Part... children) {
        return new Part(null, "multipart/" + type, Map.of(), null, null, null, "7bit", 1, List.of(children));
    }
}
