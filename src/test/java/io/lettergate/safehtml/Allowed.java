package io.lettergate.safehtml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.DocumentType;
import org.jsoup.nodes.Element;

/** Checks markup against lists of its own, so that a mistake in the policy is not made twice. */
public final class Allowed {

    public static final Set<String> ELEMENTS_OF_MAIL = words("""
        a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd
        del details dfn dir div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li
        main mark menu nav ol p pre q rp rt ruby s samp section small span strike strong sub summary sup table
        tbody td tfoot th thead time tr tt u ul var wbr\
        """);
    static final Set<String> ELEMENTS_OF_TEXT = words("p br blockquote a");

    private static final Set<String> ATTRIBUTES = words("""
        href src rel target alt title dir lang align valign width height border cellpadding cellspacing colspan
        rowspan size start span hspace vspace bgcolor color face nowrap noshade compact style class tabindex\
        """);
    private static final Pattern STYLE_NAME = Pattern.compile(
            "(color|background(-color)?|font(-(family|size|style|variant|weight))?|text-(align|decoration|indent|transform|"
                    + "overflow)|line-height|(letter|word)-spacing|white-space|vertical-align|direction|unicode-bidi|"
                    + "(margin|padding)(-(top|right|bottom|left))?|border(-[a-z-]+)?|(min-|max-)?(width|height)|"
                    + "display|float|clear|overflow|list-style-type|table-layout|caption-side|empty-cells|word-wrap)");
    private static final Pattern STYLE_VALUE = Pattern.compile("[^\\p{Cc}<>{}@;:&\\\\]*");
    private static final Pattern FONT_NAME = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern STYLE_DANGER = Pattern.compile(
            "(?i)url|expression|image-set|var\\(|attr\\(|env\\(|javascript|behaviou?r|-moz-binding|@|//");
    private static final Pattern CLASSES = Pattern.compile("([cigw]-[A-Za-z0-9_-]{1,60} ?)+");
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern MEDIA = Pattern.compile("@media [a-z0-9 ():,.-]+\\{((?:[^{}]+\\{[^{}]*}\\s*)+)}");
    private static final Pattern SELECTOR =
            Pattern.compile("(\\.letter|:where\\(\\.[gw]-[a-z0-9]+\\))[A-Za-z0-9 .>+~*:_-]*");
    private static final Pattern LINK = Pattern.compile("(?i)(https?://|mailto:|tel:)[\\s\\S]*");
    private static final Pattern PICTURE =
            Pattern.compile("(?i)/content/(?:cid|remote)|data:image/(png|gif|jpe?g|webp);base64,[A-Za-z0-9+/=\\s]*");

    private final Set<String> elements;
    private final List<String> faults = new ArrayList<>();

    private Allowed(Set<String> elements) {
        this.elements = elements;
    }

    /** What is in the markup that should not be. */
    public static List<String> faults(String markup, Set<String> elements) {
        var check = new Allowed(elements);
        var document = Jsoup.parseBodyFragment(markup);
        document.body().getAllElements().stream().skip(1).forEach(check::element);
        // The sanitizer itself puts empty comments between braces, so that no template engine sees a pair.
        document.body().forEachNode(node -> {
            if ((node instanceof Comment comment && !comment.getData().isBlank())
                    || node instanceof DataNode
                    || node instanceof DocumentType) {
                check.faults.add(node.toString());
            }
        });
        if (document.head().childNodeSize() > 0) {
            check.faults.add(document.head().toString());
        }
        return check.faults;
    }

    /** What is in a style sheet that should not be. */
    static List<String> faultsOfSheet(String sheet) {
        var faults = new ArrayList<String>();
        var plain = MEDIA.matcher(sheet).replaceAll("$1");
        var rules = RULE.matcher(plain);
        while (rules.find()) {
            for (var selector : rules.group(1).split(",", -1)) {
                if (!SELECTOR.matcher(selector.strip()).matches()) {
                    faults.add("selector " + selector);
                }
            }
            if (!isStyle(rules.group(2))) {
                faults.add("declarations " + rules.group(2));
            }
        }
        if (!RULE.matcher(plain).replaceAll("").isBlank()) {
            faults.add(plain);
        }
        return faults;
    }

    private void element(Element element) {
        if (!elements.contains(element.normalName())) {
            faults.add("element " + element.tagName());
        }
        element.attributes().forEach(attribute -> attribute(element.normalName(), attribute));
        if (element.hasAttr("href") && !element.attr("target").equals("_blank")) {
            faults.add("no target");
        }
        if (element.hasAttr("href")
                && !Set.of(element.attr("rel").split(" ", -1)).containsAll(Set.of("noopener", "noreferrer"))) {
            faults.add("no rel");
        }
    }

    private void attribute(String element, Attribute attribute) {
        var value = attribute.getValue();
        boolean isFine = ATTRIBUTES.contains(attribute.getKey())
                && switch (attribute.getKey()) {
                    case "href" -> element.equals("a") && LINK.matcher(value).matches();
                    case "src" ->
                        element.equals("img") && PICTURE.matcher(value).matches();
                    case "class" ->
                        (Set.of("signature", "laid").contains(value) && element.equals("p"))
                                || CLASSES.matcher(value).matches();
                    case "style" -> isStyle(value);
                    case "tabindex" -> element.equals("p") && value.equals("0");
                    default -> true;
                };
        if (!isFine) {
            faults.add(element + " " + attribute);
        }
    }

    private static boolean isStyle(String style) {
        for (var declaration : style.split(";", -1)) {
            var parts = declaration.split(":", 2);
            if (!declaration.isBlank() && (parts.length < 2 || !isDeclaration(parts[0].strip(), parts[1].strip()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDeclaration(String name, String value) {
        return STYLE_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
                && STYLE_VALUE.matcher(value).matches()
                && isPlain(FONT_NAME.matcher(value).replaceAll(""))
                && !(name.startsWith("margin") && value.contains("-"));
    }

    private static boolean isPlain(String unquoted) {
        return unquoted.indexOf('\'') < 0
                && unquoted.indexOf('"') < 0
                && !STYLE_DANGER.matcher(unquoted).find();
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
