package io.lettergate.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PreviewTests {

    @Test
    void joinsTheOwnLinesOfAText() {
        var text = "Hello  Ann,\r\n> quoted\r\n\r\n-----\r\nsee <https://example.org/long> tomorrow";

        assertThat(Preview.of(text, false)).isEqualTo("Hello Ann, see tomorrow");
    }

    @Test
    void keepsOnlyTheWordsOfHtml() {
        var html = "<title>No</title><style>p{}</style><p>Hello <b>Ann</b></p><script>no()</script>"
                + "<p>&zwnj;&nbsp;&shy;&#847;&zwnj;&nbsp;</p><blockquote>old</blockquote><p>Bye &lt;you";

        assertThat(Preview.of(html, true)).isEqualTo("Hello Ann Bye <you");
    }

    @Test
    void findsTheFirstWordsOfAWholeMessage() {
        var message = "Subject: x\nContent-Type: multipart/alternative; boundary=b\n\n--b\n"
                + "Content-Transfer-Encoding: quoted-printable\n\nGood=20morning\n--b\nContent-Type: text/html\n\n"
                + "<p>No</p>\n--b--\n";

        assertThat(Preview.ofMessage(message.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("Good morning");
        assertThat(Preview.ofMessage(message.substring(0, 60).getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
        assertThat(Preview.ofMessage(new byte[0])).isEmpty();
    }

    @Test
    void isShortEvenForAMountain() {
        assertThat(Preview.of("word ".repeat(1_000_000), false)).hasSizeBetween(130, 140);
        assertThat(Preview.of("<div>".repeat(500_000), true)).isEmpty();
        assertThat(Preview.of("😀".repeat(500), false)).hasSize(140);
    }
}
