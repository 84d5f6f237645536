package io.lettergate.safehtml;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.CSSMediaQuery;
import com.helger.css.decl.CSSMediaRule;
import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.CascadingStyleSheet;
import com.helger.css.decl.ICSSTopLevelRule;
import com.helger.css.handler.DoNothingCSSParseExceptionCallback;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.DoNothingCSSInterpretErrorHandler;
import com.helger.css.reader.errorhandler.DoNothingCSSParseErrorHandler;
import com.helger.css.writer.CSSWriterSettings;
import io.lettergate.safehtml.Showing.Screen;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the style sheets of a message and writes anew what may stay: plain rules and those for widths of the window.
 * What imports, names fonts, moves or refers to anything has no rule of these kinds.
 */
final class Sheets {

    private static final int LONGEST = 256 * 1024;
    private static final int MOST_RULES = 4_000;
    private static final int DEEPEST = 24;
    private static final Pattern MEDIA = Pattern.compile("(?:(?:only )?(?:screen|all))?(?: and )?"
            + "(?:\\((?:(?:min|max)-(?:device-)?width:[0-9]{1,5}(?:\\.[0-9]{1,4})?(?:px|em|rem)"
            + "|orientation:(?:portrait|landscape)|prefers-color-scheme:(?:dark|light))\\)(?: and )?){0,4}");
    private static final CSSWriterSettings PLAIN = new CSSWriterSettings().setOptimizedOutput(true);

    private final StringBuilder source = new StringBuilder();
    private final Screen screen;
    private final Deadline deadline;
    private int rules;
    private boolean hasDarkSide;

    /** Sheets for a screen; rules for the other kind of it are left out. */
    Sheets(Screen screen, Deadline deadline) {
        this.screen = screen;
        this.deadline = deadline;
    }

    void add(String sheet) {
        if (source.length() + sheet.length() <= LONGEST && depth(sheet) <= DEEPEST) {
            source.append(sheet).append('\n');
        }
    }

    /** The parser goes one step down for each bracket. */
    private static int depth(String sheet) {
        int depth = 0;
        int deepest = 0;
        for (int at = 0; at < sheet.length(); at++) {
            switch (sheet.charAt(at)) {
                case '{', '(', '[' -> deepest = Math.max(deepest, ++depth);
                case '}', ')', ']' -> depth = Math.max(0, depth - 1);
                default -> {}
            }
        }
        return deepest;
    }

    /**
     * All that may stay.
     *
     * @param colours changes declarations that have passed
     */
    String written(UnaryOperator<String> colours) {
        deadline.check();
        var sheet = source.isEmpty() ? null : parsed();
        if (sheet == null) {
            return "";
        }
        var written = new StringBuilder();
        for (var rule : sheet.getAllRules()) {
            write(rule, colours, written);
        }
        return written.indexOf("<") < 0 ? written.toString() : "";
    }

    /** Whether what was written says how the letter looks on a dark screen. */
    boolean hasDarkSide() {
        return hasDarkSide;
    }

    private @Nullable CascadingStyleSheet parsed() {
        try {
            return CSSReader.readFromStringReader(source.toString(), settings());
        } catch (RuntimeException | StackOverflowError tooMuch) {
            // Without its sheet a letter can still be read.
            return null;
        }
    }

    private static CSSReaderSettings settings() {
        return new CSSReaderSettings()
                .setBrowserCompliantMode(true)
                .setUseSourceLocation(false)
                .setCustomErrorHandler(new DoNothingCSSParseErrorHandler())
                .setInterpretErrorHandler(new DoNothingCSSInterpretErrorHandler())
                .setCustomExceptionHandler(new DoNothingCSSParseExceptionCallback());
    }

    private void write(ICSSTopLevelRule rule, UnaryOperator<String> colours, StringBuilder written) {
        switch (rule) {
            case CSSStyleRule style -> write(style, colours, written);
            case CSSMediaRule media -> write(media, colours, written);
            default -> deadline.check();
        }
    }

    private void write(CSSMediaRule media, UnaryOperator<String> colours, StringBuilder written) {
        var inside = new StringBuilder();
        media.getAllStyleRules().forEach(style -> write(style, colours, inside));
        var queries = media.getAllMediaQueries().stream()
                .flatMap(query -> query(query).stream())
                .toList();
        if (!inside.isEmpty() && !queries.isEmpty()) {
            hasDarkSide |= media.getAllMediaQueries().stream()
                    .anyMatch(query -> query.getAsCSSString(PLAIN, 0)
                            .toLowerCase(Locale.ROOT)
                            .contains("prefers-color-scheme:dark"));
            written.append("@media ")
                    .append(String.join(",", queries))
                    .append('{')
                    .append(inside)
                    .append("}\n");
        }
    }

    private Optional<String> query(CSSMediaQuery query) {
        var words = query.getAsCSSString(PLAIN, 0).toLowerCase(Locale.ROOT).strip();
        return !words.isEmpty() && MEDIA.matcher(words).matches() ? Optional.of(chosen(words)) : Optional.empty();
    }

    /** Where the reader chose the colours of the pages, the browser need not be asked for them. */
    private String chosen(String query) {
        return switch (screen) {
            case SYSTEM -> query;
            case LIGHT ->
                query.replace("prefers-color-scheme:dark", "max-width:0px")
                        .replace("prefers-color-scheme:light", "min-width:0px");
            case DARK ->
                query.replace("prefers-color-scheme:light", "max-width:0px")
                        .replace("prefers-color-scheme:dark", "min-width:0px");
        };
    }

    private void write(CSSStyleRule style, UnaryOperator<String> colours, StringBuilder written) {
        deadline.check();
        if (++rules > MOST_RULES) {
            return;
        }
        var chosen = chosen(style.getAllSelectors());
        var declared = chosen.isEmpty() ? "" : Styles.allowed(declarations(style));
        if (!declared.isEmpty()) {
            written.append(chosen).append('{').append(colours.apply(declared)).append("}\n");
        }
    }

    private static String chosen(List<CSSSelector> selectors) {
        return selectors.stream()
                .flatMap(selector -> Selectors.within(selector).stream())
                .collect(Collectors.joining(","));
    }

    private static String declarations(CSSStyleRule style) {
        return style.getAllDeclarations().stream().map(Sheets::words).collect(Collectors.joining(";"));
    }

    private static String words(CSSDeclaration declaration) {
        return declaration.getProperty() + ":" + declaration.getExpressionAsCSSString()
                + (declaration.isImportant() ? " !important" : "");
    }
}
