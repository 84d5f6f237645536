package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTests {

    @Test
    void keepsTheLooksOfAMessage() {
        var html = "<p style=\"color:red;margin:3px\">Hello <b>Ann</b></p>";

        assertThat(sanitize(html).markup()).isEqualTo("<p style=\"color:red;margin:3px\">Hello <b>Ann</b></p>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<style>p{color:red}</style>",
                "<p style=\"position:fixed\"></p>",
                "<p style=\"margin:-10px\"></p>",
                "<p style=\"background-color:url(//example.org)\"></p>",
                "<p id=x name=y class=z onclick=alert(1)></p>",
                "<img src=data:image/svg+xml;base64,AAAA>",
                "<a href=javascript:alert(1)></a>",
                "<a href=//example.org></a>",
                "<form action=https://example.org><input></form>",
                "<svg><script>alert(1)</script></svg>",
                "<iframe src=https://example.org></iframe>",
            })
    void leavesOut(String html) {
        assertThat(sanitize(html).markup().replaceAll("</?(p|a|img)\\s*/?>", ""))
                .isEmpty();
    }

    @Test
    void opensLinksElsewhere() {
        assertThat(sanitize("<a href=\"https://example.org/?a=1&amp;b\">x</a>").markup())
                .contains("href=\"https://example.org/?a&#61;1&amp;b\"", "target=\"_blank\"")
                .containsPattern("rel=\"[^\"]*noopener[^\"]*noreferrer[^\"]*nofollow");
    }

    @Test
    void mendsMailLinksWithSpaces() {
        assertThat(sanitize("<a href=\"mailto:a@example.org?subject=Good day\">x</a>")
                        .markup())
                .contains("Good%20day");
    }

    @Test
    void showsPicturesThatCameAlong() {
        var pictures = Map.of("one@example.org", "/pictures/1");
        var html = "<img src=\"cid:one%40example.org\" alt=one><img src=\"cid:two@example.org\" alt=two>";

        var safe = MailHtml.sanitize(html, cid -> Optional.ofNullable(pictures.get(cid)));

        assertThat(safe.markup()).isEqualTo("<img src=\"/pictures/1\" alt=\"one\" /><img alt=\"two\" />");
        assertThat(safe.heldBack()).isEqualTo(HeldBack.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img src=https://example.org/a><IMG SRC=//example.org/b>|2",
                "<table background=http://example.org/a></table>|1",
                "<p style=\"background:url( 'https://example.org/a')\">|1",
                "<img src=cid:a><img src=data:image/gif;base64,AA><a href=https://example.org>|0",
            })
    void countsWhatItHoldsBack(String html, int heldBack) {
        var safe = sanitize(html);

        assertThat(safe.heldBack()).isEqualTo(new HeldBack(heldBack, 0));
        assertThat(safe.markup()).doesNotContain("example.org/");
    }

    @Test
    void dropsStylesThatAreTooLong() {
        var html = "<p style=\"color:" + "rgb(".repeat(20_000) + "\">words</p>";

        assertThat(sanitize(html).markup()).isEqualTo("<p>words</p>");
    }

    @Test
    void survivesDeepStylesOnASmallStack() throws InterruptedException {
        var html = ("<p style=\"color:" + "rgb(".repeat(2_000) + "\">words</p>").repeat(3);
        var safe = new SafeHtml[1];

        var thread = new Thread(null, () -> safe[0] = sanitize(html), "small stack", 128 * 1024);
        thread.start();
        thread.join();

        assertThat(safe[0].markup()).contains("words").doesNotContain("rgb");
    }

    @Test
    void showsTheWordsWhereThePictureFunctionFails() {
        var safe = MailHtml.sanitize("<b>1 &lt; 2</b><img src=cid:x>", cid -> {
            throw new IllegalStateException("no pictures");
        });

        assertThat(safe.markup()).isEqualTo("<p dir=\"auto\">1 &amp;lt; 2</p>");
    }

    @Test
    void showsTheWordsWhereTheTimeIsOver() {
        var safe = MailHtml.sanitize(
                "<b>1 &lt; 2</b><img src=x onerror=a>", Showing.markup(cid -> Optional.empty()), Duration.ZERO);

        assertThat(safe.markup()).isEqualTo("<p dir=\"auto\">1 &amp;lt; 2</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<div>", "<table><tr><td>", "<", "<a ", "&", "<!--", "<b x='", "<p style=a:b>", "<font>"})
    void survivesHillsOf(String piece) {
        var safe = sanitize(piece.repeat(200_000 / piece.length()));

        assertThat(Allowed.faults(safe.markup(), Allowed.ELEMENTS_OF_MAIL)).isEmpty();
    }

    @Test
    void survivesAMountain() {
        var safe = sanitize("<table><tr><td>".repeat(200_000));

        assertThat(safe.markup()).doesNotContain("<table><tr><td><table><tr><td>".repeat(100));
    }

    private static SafeHtml sanitize(String html) {
        return MailHtml.sanitize(html, cid -> Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img srcset='https://a.example/1.png 1x, https://a.example/2.png 2x'>|1",
                "<img srcset=', //a.example/1.png,' alt=x>|1",
                "<picture><source srcset='https://a.example/1.png'><source srcset='x.png'><img alt=x></picture>|1",
                "<img src='https://a.example/1.png' srcset='https://a.example/2.png 2x'>|1",
                "<picture><source srcset='https://a.example/2.png'></picture><img alt=x>|0",
                "<img srcset='boat.png 1x'>|0",
                "<img srcset=' , '>|0"
            })
    void countsPicturesThatHaveManyAddresses(String html, int pictures) {
        assertThat(sanitize(html).heldBack()).isEqualTo(new HeldBack(pictures, 0));
        assertThat(sanitize(html).markup()).doesNotContain("example");
    }

    @Test
    void showsTheFirstOfManyAddressesWherePicturesAreWanted() {
        var showing = new Showing(
                cid -> Optional.empty(),
                address -> Optional.of("/ours/" + address.length()),
                Showing.Colours.ADAPTED,
                Showing.Screen.LIGHT);

        assertThat(MailHtml.sanitize("<img srcset='https://a.example/1.png 1x'>", showing)
                        .markup())
                .contains("src=\"/ours/23\"");
    }

    @Test
    void namesThePicturesThatItShows() {
        var html = "<img src=cid:a><p><img src='cid:b%40c'></p><a href='cid:d'>d</a><!--<img src=cid:e>-->";

        assertThat(MailHtml.pictures(html)).containsExactlyInAnyOrder("a", "b@c");
        assertThat(MailHtml.pictures("<p>cid:a</p>")).isEmpty();
    }
}
