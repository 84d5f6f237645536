package io.lettergate.webmail.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Request;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * What a browser did while it showed letters.
 *
 * @param ran words of scripts that ran
 * @param active reports of the browser that something would run
 * @param outside requests to other hosts that the browser did not refuse
 * @param inside requests to us that nothing of ours makes, and that the browser did not refuse
 * @param shown addresses of letters that were answered
 * @param missing addresses of letters that were not
 */
record Seen(
        Collection<String> ran,
        Collection<String> active,
        Collection<String> outside,
        Collection<String> inside,
        Collection<String> shown,
        Collection<String> missing) {

    static final String ORIGIN = "http://lettergate.test";

    private static final String MARK = "lettergate-ran";
    private static final String TELL = "for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'])"
            + " window[name] = () => console.log('" + MARK + "', name);";
    private static final Pattern OURS = Pattern.compile(ORIGIN
            + "/(settings/reading|message/[^/]+/[^/]+/(body/1[?]view=[a-z]{3}|print)|content/[^?#]+|mail/[^?#]+([?].*)?"
            + "|assets/[^?#]+|login.*|favicon.ico|mail|events.*|api/v1/events.*|glances?.*)");
    private static final Pattern LETTER = Pattern.compile("/(body/1[?]view=[a-z]{3}|print)$");

    /** All that this visitor's pages will do. */
    static Seen by(BrowserContext visitor) {
        var seen = new Seen(
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedQueue<>(),
                new ConcurrentLinkedQueue<>(),
                ConcurrentHashMap.newKeySet(),
                ConcurrentHashMap.newKeySet());
        visitor.addInitScript(TELL);
        visitor.onWebError(error -> seen.ran.add(error.error()));
        visitor.onDialog(dialog -> {
            seen.ran.add(dialog.message());
            dialog.dismiss();
        });
        visitor.onConsoleMessage(message -> seen.hear(message.text()));
        visitor.onResponse(response -> {
            if (LETTER.matcher(response.url()).find()) {
                (response.status() == 200 ? seen.shown : seen.missing).add(response.url());
            }
        });
        visitor.onRequestFinished(seen::leave);
        visitor.onRequestFailed(request -> {
            if (!refused(String.valueOf(request.failure()))) {
                seen.leave(request);
            }
        });
        return seen;
    }

    private void hear(String words) {
        if (words.startsWith(MARK)) {
            ran.add(words);
        } else if (words.toLowerCase(Locale.ROOT).contains("report-only")) {
            active.add(words);
        }
    }

    /** Refused by the browser itself, because we told it to. */
    private static boolean refused(String failure) {
        return failure.toLowerCase(Locale.ROOT).contains("csp") || failure.contains("ERR_BLOCKED");
    }

    private void leave(Request request) {
        var url = request.url();
        if (url.startsWith("http") && !url.startsWith(ORIGIN + "/")) {
            outside.add(url);
        } else if (url.startsWith(ORIGIN + "/") && !OURS.matcher(url).matches()) {
            inside.add(url);
        }
    }

    void isNothing() {
        assertThat(active).isEmpty();
        leavesNothing();
    }

    void leavesNothing() {
        assertThat(ran).isEmpty();
        assertThat(outside).isEmpty();
        assertThat(inside).isEmpty();
    }
}
