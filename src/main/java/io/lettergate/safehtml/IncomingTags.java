package io.lettergate.safehtml;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.owasp.html.HtmlStreamEventReceiver;

/**
 * Looks at tags before the policy does: counts what is remote, mends or drops what the policy could not take, and gives
 * up when the time is over.
 */
final class IncomingTags implements HtmlStreamEventReceiver {

    private static final int MOST_ATTRIBUTES = 200;
    private static final int LONGEST_STYLE = 8 * 1024;
    private static final Pattern REMOTE = Pattern.compile("(?i)\\s*(?:https?:)?//.*", Pattern.DOTALL);
    private static final Pattern REMOTE_STYLE = Pattern.compile("(?i)url\\(\\s{0,20}[\"']?\\s{0,20}(?:https?:)?//");
    private static final Pattern MAILTO = Pattern.compile("(?i)\\s*mailto:.*", Pattern.DOTALL);

    private final HtmlStreamEventReceiver policy;
    private final Counter counter;
    private final Deadline deadline;

    IncomingTags(HtmlStreamEventReceiver policy, Counter counter, Deadline deadline) {
        this.policy = policy;
        this.counter = counter;
        this.deadline = deadline;
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        deadline.check();
        var kept = new ArrayList<String>();
        var all = attributes.iterator();
        for (int i = 0; i < MOST_ATTRIBUTES && all.hasNext(); i++) {
            var name = all.next();
            var value = all.next();
            counter.look(element, name, value);
            if (!name.equals("style") || value.length() <= LONGEST_STYLE) {
                kept.add(name);
                kept.add(name.equals("href") && MAILTO.matcher(value).matches() ? encoded(value) : value);
            }
        }
        policy.openTag(element, kept);
    }

    /** The policy drops mail links with raw spaces, which many senders write. */
    private static String encoded(String mailto) {
        return mailto.strip()
                .replace("\r", "")
                .replace("\n", "")
                .replace(" ", "%20")
                .replace("\t", "%20");
    }

    @Override
    public void openDocument() {
        policy.openDocument();
    }

    @Override
    public void closeDocument() {
        policy.closeDocument();
    }

    @Override
    public void closeTag(String element) {
        deadline.check();
        policy.closeTag(element);
    }

    @Override
    public void text(String text) {
        deadline.check();
        policy.text(text);
    }

    /** How much that is remote came by. */
    static final class Counter {

        private int heldBack;

        int heldBack() {
            return heldBack;
        }

        private void look(String element, String name, String value) {
            boolean isPicture = switch (name) {
                case "src" -> element.equals("img") || element.equals("input");
                case "background", "poster" -> true;
                default -> false;
            };
            if (isPicture && REMOTE.matcher(value).matches()) {
                heldBack++;
            } else if (name.equals("style") && REMOTE_STYLE.matcher(value).find()) {
                heldBack++;
            }
        }
    }
}
