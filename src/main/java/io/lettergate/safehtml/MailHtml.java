package io.lettergate.safehtml;

import io.lettergate.safehtml.SafeHtml.Dress;
import io.lettergate.safehtml.Showing.Colours;
import io.lettergate.safehtml.Showing.Screen;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.owasp.html.Handler;
import org.owasp.html.HtmlSanitizer;
import org.owasp.html.HtmlStreamRenderer;

/** Makes the HTML of a message safe to show: an allow-list of elements, attributes and styles, and nothing remote. */
public final class MailHtml {

    private static final int LONGEST = 2 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final Pattern OWN_DARKNESS = Pattern.compile("(?i)prefers-color-scheme\\s{0,5}:\\s{0,5}dark");

    static {
        // What is looked up only once is not a letter's to wait for: its time would be over before it begins.
        clean(
                "<style>p{color:red}</style><p style='color:hsl(0,0%,0%)'>&amp;<a href='https://example.org'>x</a>",
                new Showing(cid -> Optional.empty(), url -> Optional.empty(), Colours.ADAPTED, Screen.SYSTEM),
                new Deadline(Duration.ofMinutes(1)));
    }

    private MailHtml() {}

    /**
     * Keeps what is on the list, and leaves out all else. The work has a deadline of a second and a half, looked at on
     * each tag and each text: HTML that takes longer, or that the sanitizer cannot take at all, becomes its words.
     *
     * @param untrusted as the sender wrote it
     * @param picture gives the address of a picture that came with the message, by its Content-ID
     */
    public static SafeHtml sanitize(String untrusted, Function<String, Optional<String>> picture) {
        return sanitize(untrusted, Showing.markup(picture), PATIENCE);
    }

    /** The same for a document that holds nothing else, with its style sheets and colours. */
    public static SafeHtml sanitize(String untrusted, Showing showing) {
        return sanitize(untrusted, showing, PATIENCE);
    }

    /**
     * What somebody wrote as HTML, cleaned in the same way as what comes in; its own pictures keep their cid: addresses.
     */
    public static String written(String untrusted) {
        return sanitize(untrusted, contentId -> Optional.of("cid:" + contentId)).markup();
    }

    /** The Content-IDs of the pictures that it shows of those that came with it. */
    public static Set<String> pictures(String untrusted) {
        Set<String> used = new HashSet<>();
        var shown = sanitize(untrusted, contentId -> {
            used.add(contentId);
            return Optional.of("cid:" + used.size());
        });
        return shown.markup().contains("src=\"cid:") ? used : Set.of();
    }

    static SafeHtml sanitize(String untrusted, Showing showing, Duration patience) {
        var html = untrusted.substring(0, Math.min(untrusted.length(), LONGEST));
        try {
            return clean(html, showing, new Deadline(patience));
        } catch (RuntimeException | StackOverflowError tooMuch) {
            // The sanitizer gave up, so only the words are left; they pass no parser but our own escaping.
            return PlainText.format(withoutTags(html));
        }
    }

    private static SafeHtml clean(String html, Showing showing, Deadline deadline) {
        return clean(html, showing, OWN_DARKNESS.matcher(html).find(), deadline);
    }

    private static SafeHtml clean(String html, Showing showing, boolean isOwn, Deadline deadline) {
        boolean dark = showing.colours() == Colours.ADAPTED && !isOwn;
        var markup = new StringBuilder(html.length());
        var renderer = HtmlStreamRenderer.create(markup, Handler.DO_NOTHING);
        var remote = new Remote(showing.remote());
        var sheets = new Sheets(showing.colours() == Colours.SENDERS ? Screen.LIGHT : showing.screen(), deadline);
        var outgoing = new OutgoingTags(renderer, showing, remote, dark);
        var policy = MailPolicy.FACTORY.apply(outgoing);
        HtmlSanitizer.sanitize(
                html, policy, receiver -> new IncomingTags(receiver, remote, sheets, showing.isWhole(), deadline));
        UnaryOperator<String> colours = dark ? Darkness::over : UnaryOperator.identity();
        var sheet = outgoing.grounds() + sheets.written(colours);
        if (isOwn && !sheets.hasDarkSide() && showing.colours() == Colours.ADAPTED) {
            // It only says so, or its rules were left out.
            return clean(html, showing, false, deadline);
        }
        var dress =
                new Dress(sheet, outgoing.rootStyle(), outgoing.rootClasses(), showing.colours() == Colours.ADAPTED);
        return new SafeHtml(markup.toString(), dress, remote.heldBack());
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
