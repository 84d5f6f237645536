package io.lettergate.safehtml;

import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSSelectorAttribute;
import com.helger.css.decl.CSSSelectorSimpleMember;
import com.helger.css.decl.ECSSAttributeOperator;
import com.helger.css.decl.ECSSSelectorCombinator;
import com.helger.css.decl.ICSSSelectorMember;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Writes a selector anew, so that it chooses only within the message. What is not known makes it choose nothing. */
final class Selectors {

    static final String SCOPE = ".letter";

    private static final int LONGEST = 12;
    private static final Set<String> ROOTS = Set.of("html", "body", ":root");
    private static final Set<String> STATES = Set.of(
            ":link",
            ":hover",
            ":active",
            ":focus",
            ":first-child",
            ":last-child",
            ":only-child",
            ":first-of-type",
            ":last-of-type");

    private final StringBuilder written = new StringBuilder();
    private boolean atStart = true;
    private boolean inRoot;

    private Selectors() {}

    static Optional<String> within(CSSSelector selector) {
        var members = selector.getAllMembers();
        var selectors = new Selectors();
        return members.size() <= LONGEST && members.stream().allMatch(selectors::add)
                ? Optional.of(selectors.whole())
                : Optional.empty();
    }

    /** A class or id may also be the body's own. */
    private String whole() {
        var own = written.toString();
        if (own.startsWith(SCOPE)) {
            return own;
        }
        return own.startsWith(".") ? SCOPE + " " + own + "," + SCOPE + own : SCOPE + " " + own;
    }

    private boolean add(ICSSSelectorMember member) {
        return switch (member) {
            case ECSSSelectorCombinator combinator -> combine(combinator);
            case CSSSelectorSimpleMember simple -> add(simple.getValue());
            case CSSSelectorAttribute attribute -> add(attribute);
            default -> false;
        };
    }

    private boolean combine(ECSSSelectorCombinator combinator) {
        boolean betweenRoots = inRoot && combinator != ECSSSelectorCombinator.PLUS;
        if (atStart || !(betweenRoots || !inRoot)) {
            return false;
        }
        written.append(
                combinator == ECSSSelectorCombinator.BLANK
                        ? " "
                        : combinator.getName().strip());
        atStart = false;
        inRoot = false;
        return true;
    }

    private boolean add(String simple) {
        var name = simple.toLowerCase(Locale.ROOT);
        boolean isFine = switch (name.isEmpty() ? ' ' : name.charAt(0)) {
            case '.' -> Names.ofClass(simple.substring(1)).map(this::addClass).isPresent();
            case '#' -> Names.ofId(simple.substring(1)).map(this::addId).isPresent();
            case ':' -> ROOTS.contains(name) ? root() : STATES.contains(name) && append(name);
            case '*' -> simple.equals("*") && append("*");
            default -> ROOTS.contains(name) ? root() : MailPolicy.allows(name) && append(name);
        };
        atStart = false;
        return isFine;
    }

    /** The page and its body are one for a message. */
    private boolean root() {
        if (atStart || written.toString().strip().equals(SCOPE)) {
            written.setLength(0);
            inRoot = true;
            return append(SCOPE);
        }
        return false;
    }

    private Selectors addClass(String name) {
        append("." + name);
        return this;
    }

    /** Thrice, as an id outweighs a class. */
    private Selectors addId(String name) {
        append(("." + name).repeat(3));
        return this;
    }

    private boolean add(CSSSelectorAttribute attribute) {
        atStart = false;
        var value = attribute.getAttrValue();
        var operator = attribute.getOperator();
        return "class".equalsIgnoreCase(attribute.getAttrName())
                && value != null
                && (operator == ECSSAttributeOperator.EQUALS || operator == ECSSAttributeOperator.INCLUDES)
                && Names.ofClass(value.replaceAll("^[\"']|[\"']$", ""))
                        .map(this::addClass)
                        .isPresent();
    }

    private boolean append(String words) {
        written.append(words);
        return true;
    }
}
