package io.lettergate;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What keeps people from using a page, by the rules of WCAG 2.2 AA. */
public final class Axe {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    private Axe() {}

    /** Each rule that is broken, with the first place that breaks it. */
    public static List<String> violations(Page page) {
        return violations(new AxeBuilder(page));
    }

    /** The same of the page without its frames. */
    public static List<String> violationsOutsideFrames(Page page) {
        return violations(new AxeBuilder(page).exclude("iframe"));
    }

    /** The same where the page may run scripts, as the checker is one itself; nothing is found where it may not. */
    public static List<String> violations(Page page, boolean scripts) {
        return scripts ? violations(page) : List.of();
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.withTags(RULES).analyze().getViolations().stream()
                .map(rule -> rule.getId() + " " + rule.getNodes().getFirst().getHtml())
                .toList();
    }
}
