package io.lettergate.mime;

import io.lettergate.mail.Part;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** The first words of a message, for one line of a list. */
public final class Preview {

    private static final int LONGEST = 140;
    private static final int LOOKED_AT = 32 * 1024;
    private static final Pattern ADDRESS =
            Pattern.compile("<(?:https?://|mailto:)[^>\\s]{0,2000}>|\\[https?://[^\\]\\s]{0,2000}\\]");
    private static final Pattern RULE = Pattern.compile("[-=_*#~+ ]+");

    private Preview() {}

    /**
     * Cuts a text to one line.
     *
     * @param html whether the text is HTML, of which only the words are kept
     */
    public static String of(String text, boolean html) {
        var start = text.substring(0, Math.min(text.length(), LOOKED_AT));
        return OneLine.of(html ? wordsOf(start) : ownLines(start), LONGEST);
    }

    /** Of a message whose beginning is known; empty where that holds no words. */
    public static String ofMessage(byte[] beginning) {
        try {
            var layout = Layout.read(new ByteArrayInputStream(beginning));
            return Bodies.of(layout.structure()).text().stream()
                    .filter(Part::isText)
                    .limit(1)
                    .map(part -> of(text(beginning, layout, part), part.is("text/html")))
                    .findFirst()
                    .orElse("");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String text(byte[] beginning, Layout layout, Part part) {
        var extent = part.number() == null ? null : layout.parts().get(part.number());
        if (extent == null) {
            return "";
        }
        int start = (int) extent.start();
        return PartReader.text(part, Arrays.copyOfRange(beginning, start, start + (int) extent.length()));
    }

    private static String wordsOf(String html) {
        var document = Jsoup.parse(html);
        document.select("head, title, style, script, noscript, template, blockquote, .gmail_quote")
                .remove();
        return ADDRESS.matcher(document.text()).replaceAll(" ");
    }

    /** Lines that are neither quoted nor a mere rule, as many as are needed. */
    private static String ownLines(String text) {
        var own = new StringBuilder();
        for (var lines = text.lines().iterator(); lines.hasNext() && !isEnough(own); ) {
            var line = ADDRESS.matcher(lines.next()).replaceAll(" ").strip();
            if (!line.startsWith(">") && !RULE.matcher(line).matches()) {
                own.append(line).append(' ');
            }
        }
        return own.toString();
    }

    /** Not all of it may be seen. */
    private static boolean isEnough(StringBuilder own) {
        return own.length() > LONGEST && OneLine.of(own.toString()).length() > LONGEST;
    }
}
