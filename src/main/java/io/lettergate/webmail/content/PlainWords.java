package io.lettergate.webmail.content;

import io.lettergate.safehtml.SafeHtml;
import org.springframework.web.util.HtmlUtils;

/** Shows the words of a plain text part as they are. */
final class PlainWords {

    private PlainWords() {}

    static SafeHtml format(String words) {
        return new SafeHtml("<div class=\"plain\">" + HtmlUtils.htmlEscape(words.strip()) + "</div>", 0);
    }
}
