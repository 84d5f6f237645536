package io.lettergate.safehtml;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.owasp.html.Handler;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;

/** Makes the HTML of a message safe to show: an allow-list of elements, attributes and styles, and nothing remote. */
public final class MailHtml {

    private static final int LONGEST = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private MailHtml() {}

    /**
     * Keeps what is on the list, and leaves out all else. The work has a deadline of a second and a half, looked at on
     * each tag and each text: HTML that takes longer, or that the sanitizer cannot take at all, becomes its words.
     *
     * @param untrusted as the sender wrote it
     * @param picture gives the address of a picture that came with the message, by its Content-ID
     */
    public static SafeHtml sanitize(String untrusted, Function<String, Optional<String>> picture) {
        return sanitize(untrusted, picture, PATIENCE);
    }

    /**
     * What somebody wrote as HTML, cleaned in the same way as what comes in; its own pictures keep their cid: addresses.
     */
    public static String written(String untrusted) {
        return sanitize(untrusted, contentId -> Optional.of("cid:" + contentId)).markup();
    }

    static SafeHtml sanitize(String untrusted, Function<String, Optional<String>> picture, Duration patience) {
        var html = untrusted.substring(0, Math.min(untrusted.length(), LONGEST));
        try {
            return clean(html, picture, new Deadline(patience));
        } catch (RuntimeException | StackOverflowError tooMuch) {
            // The sanitizer gave up, so only the words are left; they pass no parser but our own escaping.
            return PlainText.format(withoutTags(html));
        }
    }

    private static SafeHtml clean(String html, Function<String, Optional<String>> picture, Deadline deadline) {
        var markup = new StringBuilder(html.length());
        var renderer = HtmlStreamRenderer.create(markup, Handler.DO_NOTHING);
        var outgoing = new OutgoingTags(renderer, picture);
        var policy = MailPolicy.FACTORY.apply(outgoing);
        var counter = new IncomingTags.Counter();
        HtmlSanitizer.sanitize(html, policy, receiver -> new IncomingTags(receiver, counter, deadline));
        return new SafeHtml(markup.toString(), counter.heldBack());
    }

    private static String withoutTags(String html) {
        var text = new StringBuilder(html.length());
        int at = 0;
        while (at < html.length()) {
            int tag = html.indexOf('<', at);
            text.append(html, at, tag < 0 ? html.length() : tag);
            int end = tag < 0 ? -1 : html.indexOf('>', tag);
            at = end < 0 ? html.length() : end + 1;
        }
        return text.toString();
    }
}
