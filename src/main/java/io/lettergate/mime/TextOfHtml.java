package io.lettergate.mime;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** HTML as a writer of plain text would have put it: paragraphs, lists, quotations, and where links lead. */
public final class TextOfHtml {

    private static final Set<String> UNSEEN = Set.of("style", "script", "noscript", "template", "head", "title");
    private static final Set<String> APART =
            Set.of("p", "ul", "ol", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "table");
    private static final int DEEPEST = 200;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private String prefix = "";
    private int gap;
    private boolean begun;

    private TextOfHtml() {}

    public static String of(String html) {
        var made = new TextOfHtml();
        made.children(Jsoup.parse(html).body(), 0, false);
        made.endLine();
        return made.text.toString();
    }

    private void children(Element element, int depth, boolean verbatim) {
        if (depth < DEEPEST) {
            for (var child : element.childNodes()) {
                node(child, depth + 1, verbatim);
            }
        } else {
            words(element.text());
        }
    }

    private void node(Node node, int depth, boolean verbatim) {
        if (node instanceof TextNode words) {
            if (verbatim) {
                words.getWholeText().lines().forEach(one -> {
                    line.append(one);
                    newLine();
                });
            } else {
                words(words.getWholeText());
            }
        } else if (node instanceof Element element && !UNSEEN.contains(element.normalName())) {
            element(element, depth, verbatim);
        }
    }

    private void element(Element element, int depth, boolean verbatim) {
        switch (element.normalName()) {
            case "br" -> newLine();
            case "hr" -> {
                endLine();
                line.append("----");
                endLine();
            }
            case "img" -> words(element.attr("alt"));
            case "a" -> link(element, depth, verbatim);
            case "blockquote" -> quotation(element, depth);
            case "li" -> item(element, depth);
            case "td", "th" -> {
                if (!line.isEmpty()) {
                    words(" ");
                }
                children(element, depth, verbatim);
            }
            default -> block(element, depth, verbatim || element.normalName().equals("pre"));
        }
    }

    private void block(Element element, int depth, boolean verbatim) {
        boolean isApart = APART.contains(element.normalName());
        if (!element.isBlock()) {
            children(element, depth, verbatim);
            return;
        }
        endLine();
        gap = isApart ? Math.max(gap, 1) : gap;
        children(element, depth, verbatim);
        endLine();
        gap = isApart ? Math.max(gap, 1) : gap;
    }

    private void link(Element link, int depth, boolean verbatim) {
        children(link, depth, verbatim);
        var target = link.attr("href");
        var shown = link.text();
        boolean leads = target.startsWith("http://") || target.startsWith("https://");
        if (leads && !shown.equals(target) && !target.endsWith("//" + shown) && !target.endsWith("//" + shown + "/")) {
            words(" <" + target + ">");
        }
    }

    private void item(Element item, int depth) {
        endLine();
        var list = item.parent();
        line.append(list != null && list.normalName().equals("ol") ? item.elementSiblingIndex() + 1 + ". " : "* ");
        children(item, depth, false);
        endLine();
    }

    private void quotation(Element quotation, int depth) {
        endLine();
        gap = Math.max(gap, 1);
        openGap();
        var outside = prefix;
        prefix = ">".repeat(outside.strip().length() + 1) + " ";
        children(quotation, depth, false);
        endLine();
        prefix = outside;
        gap = 1;
    }

    private void words(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean isSpace = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
            if (!isSpace) {
                line.append(c == 0xA0 ? ' ' : c);
            } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        }
    }

    private void endLine() {
        if (!line.toString().isBlank()) {
            newLine();
        }
        line.setLength(0);
    }

    private void newLine() {
        openGap();
        var words = line.toString().stripTrailing();
        text.append(words.isEmpty() ? prefix.stripTrailing() : prefix + words).append('\n');
        line.setLength(0);
        begun = true;
    }

    private void openGap() {
        for (; gap > 0 && begun; gap--) {
            text.append(prefix.stripTrailing()).append('\n');
        }
        gap = 0;
    }
}
