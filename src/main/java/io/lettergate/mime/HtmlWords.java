package io.lettergate.mime;

import org.jsoup.Jsoup;

/** The words of HTML without its tags, for finding them. */
public final class HtmlWords {

    private HtmlWords() {}

    public static String of(String html) {
        var document = Jsoup.parse(html);
        document.select("style, script, noscript, template").remove();
        return document.text();
    }
}
