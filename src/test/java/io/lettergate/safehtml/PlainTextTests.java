package io.lettergate.safehtml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTests {

    @Test
    void makesParagraphsOfLines() {
        assertThat(format("Hello\r\nAnn\n\n\n<b>\"Bye\" & 'so'\n"))
                .isEqualTo("<p dir=\"auto\">Hello<br>Ann</p>"
                        + "<p dir=\"auto\">&lt;b&gt;&#34;Bye&#34; &amp; &#39;so&#39;</p>");
    }

    @Test
    void nestsQuotes() {
        assertThat(format("> > one\n> two\n>> three\nmine"))
                .isEqualTo("<blockquote><blockquote><p dir=\"auto\">one</p></blockquote><p dir=\"auto\">two</p>"
                        + "<blockquote><p dir=\"auto\">three</p></blockquote></blockquote><p dir=\"auto\">mine</p>");
    }

    @Test
    void setsTheSignatureApart() {
        assertThat(format("Bye\n-- \nAnn\n\nExample Ltd"))
                .isEqualTo("<p dir=\"auto\">Bye</p><p class=\"signature\" dir=\"auto\">Ann<br><br>Example Ltd</p>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "see https://example.org/a.|https://example.org/a",
                "(http://example.org/a_(b))|http://example.org/a_(b)",
                "<HTTP://example.org/?a=1>|HTTP://example.org/?a=1",
                "'https://example.org',|https://example.org",
                "write mailto:ann@example.org!|mailto:ann@example.org",
                "https://example.org/é?|https://example.org/é",
                "https://example.org/\u202Egpj|https://example.org/",
            })
    void findsTheAddressIn(String text, String address) {
        assertThat(format(text))
                .contains("<a href=\"" + address + "\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">"
                        + address + "</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "xhttp://example.org",
                "http://",
                "https://...",
                "data:text/html,x",
                "mailto:"
            })
    void makesNoLinkOf(String text) {
        assertThat(format(text)).doesNotContain("<a ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "see www.example.org.|www.example.org",
                "(www.example.org/a_(b))|www.example.org/a_(b)",
                "WWW.Example.org:8080/?a=1|WWW.Example.org:8080/?a=1",
                "www.a-b.co.uk, and more|www.a-b.co.uk",
            })
    void findsHostsWithoutAScheme(String text, String words) {
        assertThat(format(text))
                .contains("<a href=\"https://" + words + "\"")
                .containsPattern("title=\"https://[a-z.-]+\"")
                .contains(">" + words + "</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"www.", "www.example", "www.example.", "www..org", "awww.example.org", "ann@www.example.org"})
    void makesNoHostOf(String text) {
        assertThat(format(text)).doesNotContain("<a ");
    }

    @Test
    @DisplayName("R14 a link in plain text says its host where its letters look like others")
    void tellsTheTrueHostOfALink() {
        assertThat(format("https://аpple.example/a")).contains("title=\"xn--pple-43d.example\"");
        assertThat(format("https://apple.example/a")).doesNotContain("title");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diff --git a/x b/x\n--- a/x\n+++ b/x",
                "@@ -1,2 +1,2 @@\n-a\n+b",
                "Berth   Price\nA       10\nB       12",
                "| a | b |\n| 1 | 2 |",
                "\u250C\u2500\u2510\n\u2514\u2500\u2518",
                "    if (a) {\n    }",
            })
    void keepsTheSpacesOf(String drawing) {
        assertThat(laid(drawing))
                .startsWith("<p class=\"laid\" dir=\"auto\" tabindex=\"0\">")
                .contains("<br>");
        assertThat(format(drawing)).doesNotContain("laid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Good morning.  It rains.\nYes.  It does.",
                "- one\n- two",
                "+1\n+1",
                "From here   to there, and then\non to the next\nline",
                "-- \nAnn    Lee\nTel.    12"
            })
    void takesForWords(String text) {
        assertThat(laid(text)).doesNotContain("laid");
    }

    @Test
    void goesOnWithAPatchUntilSomebodySpeaks() {
        var markup = laid("@@ -1 +1 @@\n-a\n\n+b\n\nThat is all.\n\n- and this");

        assertThat(markup)
                .contains("<br>-a</p><p class=\"laid\" dir=\"auto\" tabindex=\"0\">+b</p>")
                .contains("<p dir=\"auto\">That is all.</p><p dir=\"auto\">- and this</p>");
    }

    @Test
    @DisplayName("R14 a link in plain text says where it leads, where its words look otherwise")
    void tellsWhereAnAddressLeads() {
        assertThat(format("https://bank.example@evil.example/x"))
                .contains("href=\"https://evil.example/x\"", "bank.example@evil.example/x [evil.example]</a>");
        assertThat(format("https://b\u0430nk.example/")).contains(" [xn--bnk-6cd.example]</a>");
        assertThat(format("https://@/")).doesNotContain("<a ");
    }

    @Test
    void cannotBeLedOutOfALink() {
        assertThat(format("https://example.org/\"onclick='alert(1)'<script>"))
                .contains("href=\"https://example.org/\"", "&#34;onclick=&#39;alert(1)&#39;&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "> ",
                ">\n",
                "http://http://",
                "http://a ",
                "mailto:",
                "www.a.b",
                "www.",
                "(",
                ")",
                "http://a)",
                "\n",
                "-- \n"
            })
    void survivesMountainsOf(String piece) {
        var markup = format(piece.repeat(2_000_000 / piece.length()));

        assertThat(markup.length()).isLessThan(60_000_000);
    }

    private static String laid(String text) {
        return PlainText.laidOut(text).markup();
    }

    private static String format(String text) {
        return PlainText.format(text).markup();
    }
}
