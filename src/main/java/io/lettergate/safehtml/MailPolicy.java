package io.lettergate.safehtml;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.owasp.html.CssSchema;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * What may stay in the HTML of a message. Nothing on these lists loads anything, runs anything, has a name that others
 * could refer to, or leaves its place on the page.
 */
final class MailPolicy {

    private static final String[] ELEMENTS = {
        "a",
        "abbr",
        "acronym",
        "address",
        "article",
        "aside",
        "b",
        "bdi",
        "bdo",
        "big",
        "blockquote",
        "br",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "dd",
        "del",
        "details",
        "dfn",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "figcaption",
        "figure",
        "font",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "main",
        "mark",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "section",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "tt",
        "u",
        "ul",
        "var",
        "wbr"
    };

    private static final List<String> STYLES = List.of(
            "color",
            "background",
            "background-color",
            "font",
            "font-family",
            "font-size",
            "font-style",
            "font-variant",
            "font-weight",
            "text-align",
            "text-decoration",
            "text-indent",
            "text-transform",
            "text-overflow",
            "line-height",
            "letter-spacing",
            "word-spacing",
            "white-space",
            "vertical-align",
            "direction",
            "unicode-bidi",
            "margin",
            "margin-top",
            "margin-right",
            "margin-bottom",
            "margin-left",
            "padding",
            "padding-top",
            "padding-right",
            "padding-bottom",
            "padding-left",
            "border",
            "border-top",
            "border-right",
            "border-bottom",
            "border-left",
            "border-color",
            "border-style",
            "border-width",
            "border-collapse",
            "border-spacing",
            "border-radius",
            "border-top-color",
            "border-top-style",
            "border-top-width",
            "border-bottom-color",
            "border-bottom-style",
            "border-bottom-width",
            "border-left-color",
            "border-left-style",
            "border-left-width",
            "border-right-color",
            "border-right-style",
            "border-right-width",
            "width",
            "height",
            "max-width",
            "max-height",
            "min-width",
            "min-height",
            "display",
            "float",
            "clear",
            "overflow",
            "list-style-type",
            "table-layout",
            "caption-side",
            "empty-cells",
            "word-wrap");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}(px|%|em|pt)?");
    private static final Pattern COLOUR = Pattern.compile("#?[A-Za-z0-9]{1,20}|rgb\\([0-9, %]{1,30}\\)");
    private static final Pattern WORDS = Pattern.compile("[^<>\"]{0,300}");
    private static final Pattern FONTS = Pattern.compile("[A-Za-z0-9 ,'-]{1,200}");
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9-]{1,20}");
    private static final Pattern DIRECTION = Pattern.compile("(?i)ltr|rtl|auto");
    private static final Pattern SWITCH = Pattern.compile("(?i)nowrap|noshade|compact|true|");
    private static final Pattern ALIGNMENT =
            Pattern.compile("(?i)left|right|center|justify|char|top|middle|bottom|baseline");
    private static final Pattern LINK = Pattern.compile("(?is)\\s*(?:https?://|mailto:|tel:).*");
    private static final Pattern CLASSES = Pattern.compile("(?:(?:[ci]-[A-Za-z0-9_-]{1,60}|r-0) ?){1,40}");
    private static final Pattern PICTURE = Pattern.compile(
            "(?i)remote:[0-9]{1,5}|cid:[^\\s\"'<>]{1,250}|data:image/(?:png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\\s]{0,262144}");

    static final PolicyFactory FACTORY = new HtmlPolicyBuilder()
            .allowElements(ELEMENTS)
            .allowElements(MailPolicy::openInNewWindow, "a")
            .allowWithoutAttributes("a", "span", "font", "img", "div")
            .allowUrlProtocols("http", "https", "mailto", "tel", "cid", "data", "remote")
            .allowAttributes("href")
            .matching(LINK)
            .onElements("a")
            .allowAttributes("src")
            .matching(PICTURE)
            .onElements("img")
            .allowAttributes("alt", "title")
            .matching(WORDS)
            .globally()
            .allowAttributes("class")
            .matching(CLASSES)
            .globally()
            .allowAttributes("dir")
            .matching(DIRECTION)
            .globally()
            .allowAttributes("lang")
            .matching(LANGUAGE)
            .globally()
            .allowAttributes("align", "valign")
            .matching(ALIGNMENT)
            .globally()
            .allowAttributes(
                    "width",
                    "height",
                    "border",
                    "cellpadding",
                    "cellspacing",
                    "colspan",
                    "rowspan",
                    "size",
                    "start",
                    "span",
                    "hspace",
                    "vspace")
            .matching(NUMBER)
            .globally()
            .allowAttributes("bgcolor", "color")
            .matching(COLOUR)
            .globally()
            .allowAttributes("face")
            .matching(FONTS)
            .onElements("font")
            .allowAttributes("nowrap", "noshade", "compact")
            .matching(SWITCH)
            .globally()
            .allowStyling(CssSchema.withProperties(STYLES))
            .requireRelsOnLinks("noopener", "noreferrer", "nofollow")
            .toFactory();

    private static final Set<String> KNOWN = Set.of(ELEMENTS);
    private static final Set<String> KNOWN_STYLES = Set.copyOf(STYLES);

    private MailPolicy() {}

    /** Whether an element of this name may stay. */
    static boolean allows(String element) {
        return KNOWN.contains(element);
    }

    /** Whether a property of this name may stay. */
    static boolean allowsStyle(String property) {
        return KNOWN_STYLES.contains(property);
    }

    private static String openInNewWindow(String element, List<String> attributes) {
        if (attributes.contains("href")) {
            attributes.add("target");
            attributes.add("_blank");
        }
        return element;
    }
}
