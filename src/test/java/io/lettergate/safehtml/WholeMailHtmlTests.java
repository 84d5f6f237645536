package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTML in a document of its own: with its style sheets, its body, its links and its pictures in the Web. */
class WholeMailHtmlTests {

    @Test
    void keepsRulesWithinTheMessage() {
        var safe = shown("<style>p.a, #b > td { color: RED; margin: 4px } body { background: #fff }</style>"
                + "<p class=a>x</p><table><tr id=b><td>y</table>");

        assertThat(safe.dress().sheet())
                .contains(".letter p.c-a,.letter .i-b.i-b.i-b>td,.letter.i-b.i-b.i-b>td{color:red;margin:4px}")
                .contains(".letter{background:#fff}");
        assertThat(safe.markup()).contains("<p class=\"c-a\">x</p>", "<tr class=\"i-b\">");
    }

    @Test
    @DisplayName("R4 a property whose name only begins like one of the list is left out")
    void leavesOutAlmostKnownProperties() {
        var safe = shown("<style>p { width\uFFFD: 100% !important; color: red }</style>"
                + "<p style='width\uFFFD: 100% !important; color: red'>x</p>");

        assertThat(safe.dress().sheet()).contains("{color:red}").doesNotContain("width");
        assertThat(safe.markup()).contains("style=\"color:red\"").doesNotContain("width");
    }

    @Test
    @DisplayName("R4 no control character stays in a name of a font")
    void leavesOutControlCharactersOfStyles() {
        var safe = shown("<p style=\"font-family:'a\u009Cb';color:red\">x</p>");

        assertThat(safe.markup()).contains("style=\"color:red\"");
    }

    @Test
    void keepsRulesForNarrowWindows() {
        var safe = shown("<style>@media only screen and (max-width: 600px) { .w { width: 100% !important } }</style>");

        assertThat(safe.dress().sheet())
                .contains("(max-width:600px)")
                .contains(".letter .c-w,.letter.c-w{width:100% !important}");
    }

    @ParameterizedTest
    @DisplayName("R5 R6 no rule of a letter loads, moves, hides behind or names anything of ours")
    @ValueSource(
            strings = {
                "@import url(https://x.example/a.css);",
                "@font-face { font-family: a; src: url(https://x.example/a.woff) }",
                "p { background: url(https://x.example/a) }",
                "p { position: fixed; z-index: 9 }",
                "p { margin: -100px }",
                "p { width: expression(alert(1)) }",
                "p { behavior: url(a.htc) }",
                "p { color: var(--accent) }",
                "input[value^=a] { color: red }",
                "a:visited { color: red }",
                "p::before { content: 'x' }",
                "script { color: red }",
                "@keyframes a { from { color: red } }",
                "@supports (color: red) { p { color: red } }",
                "@media (min-resolution: 1dpi) { p { color: red } }",
                "p { width: 3\\3c /style>} ",
            })
    void leavesOut(String rule) {
        assertThat(shown("<style>" + rule + "</style>").dress().sheet())
                .doesNotContain("{color:red}", "url", "x.example", "fixed", "-100", "expression", "<", "\\");
    }

    @Test
    void takesTheBodyForThePage() {
        var safe = shown("<html><body class=x style='margin:0;background:#eee' bgcolor=white><p>a</body></html>");

        assertThat(safe.dress().style()).isEqualTo("margin:0;background:#eee");
        assertThat(safe.dress().classes()).contains("c-x");
        assertThat(safe.markup()).doesNotContain("r-0");
    }

    @Test
    void givesUpASheetThatIsTooLarge() {
        var safe = shown("<style>" + "p{color:red}".repeat(40_000) + "</style><p>words</p>");

        assertThat(safe.dress().sheet()).isEmpty();
        assertThat(safe.markup()).isEqualTo("<p>words</p>");
    }

    @Test
    @DisplayName("R12 a sheet that no parser can take leaves the words")
    void givesUpASheetThatIsTooDeep() {
        var safe = shown("<style>" + "a(".repeat(20_000) + "</style><p>words</p>");

        assertThat(safe.dress().sheet()).isEmpty();
        assertThat(safe.markup()).isEqualTo("<p>words</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<img src=https://x.example/a.png>|1|0",
                "<img src=https://x.example/a.png width=1 height=1>|0|1",
                "<img src=https://x.example/a.png style='display:none'>|0|1",
                "<img src=https://x.example/wf/open?u=1>|0|1",
                "<img src=https://x.example/a.png><img src=//t.example/pixel.gif>|1|1",
                "<style>p{background:url(https://x.example/a)}</style>|1|0",
            })
    void tellsPicturesFromTrackers(String html, int pictures, int trackers) {
        var safe = shown(html);

        assertThat(safe.heldBack()).isEqualTo(new HeldBack(pictures, trackers));
    }

    @Test
    @DisplayName("R4 where pictures are wanted they come from us, and trackers come from nowhere")
    void showsPicturesOfTheWebFromUs() {
        var html = "<img src='http://x.example/a.png?b=1&amp;c'><img src=https://x.example/t width=1>"
                + "<img src='remote:0'>";

        var safe = MailHtml.sanitize(
                html,
                new Showing(
                        cid -> Optional.empty(),
                        url -> Optional.of("/ours/" + url.length()),
                        Colours.SENDERS,
                        Screen.LIGHT));

        assertThat(safe.markup())
                .containsOnlyOnce("src=")
                .contains("src=\"/ours/28\"")
                .doesNotContain("x.example");
        assertThat(safe.heldBack()).isEqualTo(new HeldBack(0, 1));
    }

    @ParameterizedTest
    @DisplayName("R14 a link says where it leads, and more so where its words say something else")
    @CsvSource(
            delimiter = '|',
            value = {
                "<a href=https://evil.example/x>https://bank.example/</a>|evil.example|true",
                "<a href=https://www.bank.example/x>bank.example</a>|www.bank.example|false",
                "<a href=https://login.bank.example/x>www.bank.example</a>|login.bank.example|false",
                "<a href=https://evil.example/x>Click here</a>|evil.example|false",
                "<a href='https://bank.example@evil.example/x'>bank.example</a>|evil.example|true",
                "<a href=https://b\u0430nk.example>bank.example</a>|xn--bnk-6cd.example|true",
                "<a href=https://b\u0430nk.example>b\u0430nk.example</a>|xn--bnk-6cd.example|true",
                "<a href=https://\u0441\u043e\u0440.example>\u0441\u043e\u0440.example</a>|xn--n1aeb.example|true",
                "<a href=https://b\u00fccher.example>b\u00fccher.example</a>|xn--bcher-kva.example|false",
                "<a href=https://\u043f\u043e\u0447\u0442\u0430.example>\u043f\u043e\u0447\u0442\u0430.example</a>|xn--80a1acny.example|false",
                "<a href='https://x@y@bank.example@evil.example/x'>bank.example</a>|evil.example|true",
                "<a href='https://bank.example:443@x:y@evil.example:8443/x'>bank.example</a>|evil.example|true",
                "<a href='https:///evil.example/x'>https://bank.example/</a>|evil.example|true",
                "<a href='https:/\\\\evil.example/x'>https://bank.example/</a>|evil.example|true",
                "<a href='https://evil.example\\@bank.example/x'>bank.example</a>|evil.example|true",
                "<a href='https://bank.example&#9;.evil.example/x'>bank.example</a>|bank.example.evil.example|true",
                "<a href='https://bank.example%2eevil.example/x'>bank.example</a>|bank.example.evil.example|true",
                "<a href=https://evil.example/x>bank.example<i style='display:none'>a b c</i></a>|evil.example|true",
                "<a href=https://evil.example/x>bank\u200b.exa\u00admple</a>|evil.example|true",
                "<a href=https://evil.example/x>bank\uff0eexample</a>|evil.example|true",
            })
    void tellsWhereLinksLead(String html, String host, boolean isMarked) {
        var markup = shown(html).markup();

        assertThat(markup).contains("title=\"" + host + "\"").doesNotContain("@evil");
        assertThat(markup.contains(" [" + host + "]")).isEqualTo(isMarked);
    }

    @Test
    void leavesALetterWithADarkSideOfItsOwnAsItIs() {
        var html = "<style>p{color:#333}@media (prefers-color-scheme: dark){p{color:#eee}}</style><p>x";

        assertThat(shown(html).dress().sheet())
                .contains("prefers-color-scheme:dark")
                .doesNotContain("light-dark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- prefers-color-scheme: dark --><p style='color:#333333'>x",
                "<style>@media (prefers-color-scheme: dark){p{position:fixed}}</style><p style='color:#333333'>x",
                "<p style='color:#333333'>@media (prefers-color-scheme: dark)"
            })
    void changesTheColoursOfALetterThatOnlyClaimsADarkSide(String html) {
        assertThat(shown(html, Colours.ADAPTED).markup()).contains("light-dark(#333333,");
    }

    @Test
    @DisplayName("R14 an address without a host leads nowhere")
    void makesNoLinkWithoutAHost() {
        assertThat(shown("<a href='https://'>a</a><a href='https:///?x'>b</a><a href='https://x@/y'>c</a>")
                        .markup())
                .doesNotContain("href");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "color:hsl(0, 100%, 50%)|color:#ff0000",
                "color:hsl(210deg 50% 40%)|color:#336699",
                "color:rgb(100%, 0%, 20%)|color:#ff0033",
                "color:rgb(0 0 0 / 50%)|color:#808080",
                "background:linear-gradient(90deg, #123456 0%, #345 100%)|background-color:#123456",
                "background-image:-webkit-linear-gradient(top, navy, red)|background-color:navy",
                "background:#222 radial-gradient(circle, rgba(0,0,0,0), rgb(1,2,3))|background-color:#010203",
            })
    void keepsColoursInAllTheirSpellings(String style, String kept) {
        assertThat(senders("<p style=\"" + style + "\">x").markup()).contains(kept);
        assertThat(senders("<style>p{" + style + "}</style><p>x").dress().sheet())
                .contains(kept);
    }

    @Test
    void drawsNoGroundOfALine() {
        var html = "<p style='background-image:linear-gradient(red,red);background-size:100% 2px'>x";

        assertThat(senders(html).markup()).doesNotContain("red");
    }

    @Test
    void takesTheColoursThatStandAtTheBody() {
        var safe = senders("<body bgcolor=#000000 text=white><font color=white>x</font></body>");

        assertThat(safe.dress().classes().split(" ")).containsExactlyInAnyOrder("g-000000", "w-white");
        assertThat(safe.dress().sheet())
                .contains(":where(.g-000000){background-color:#000000}", ":where(.w-white){color:white}");
        assertThat(shown("<body bgcolor=#000000 text=white>x</body>", Colours.ADAPTED)
                        .dress()
                        .sheet())
                .contains("light-dark(#000000,", "light-dark(white,");
    }

    private static SafeHtml senders(String html) {
        return shown(html, Colours.SENDERS);
    }

    private static SafeHtml shown(String html, Colours colours) {
        return MailHtml.sanitize(
                html, new Showing(cid -> Optional.empty(), url -> Optional.empty(), colours, Screen.LIGHT));
    }

    private static SafeHtml shown(String html) {
        return MailHtml.sanitize(
                html,
                new Showing(
                        cid -> Optional.empty(),
                        url -> Optional.empty(),
                        html.contains("dark") ? Colours.ADAPTED : Colours.SENDERS,
                        html.contains("dark") ? Screen.SYSTEM : Screen.LIGHT));
    }
}
