package io.lettergate.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text as it stands in a mail: with a quote, flowed, or set into an HTML template. */
class Prose {

    private static final int WIDTH = 72;

    private Prose() {}

    /** Plain text with CRLF; flowed text has short lines that end in a space where they may be joined (RFC 3676). */
    static String plain(String text, List<String> quote, boolean isFlowed) {
        var lines = Stream.concat(
                text.lines(), quote.isEmpty() ? Stream.empty() : Stream.concat(Stream.of(""), quote.stream()));
        return lines.map(line -> line.equals("--") ? "-- " : line)
                .flatMap(line -> isFlowed && !line.startsWith(">") ? flowed(line).stream() : Stream.of(line))
                .map(line -> line + "\r\n")
                .collect(Collectors.joining());
    }

    private static List<String> flowed(String line) {
        var lines = new ArrayList<String>();
        var rest = line;
        while (rest.length() > WIDTH) {
            var cut = rest.lastIndexOf(' ', WIDTH - 1);
            if (cut < 1) {
                break;
            }
            lines.add(rest.substring(0, cut + 1));
            rest = rest.substring(cut + 1);
        }
        lines.add(rest);
        return lines;
    }

    /** Fills ${subject} and ${body}: empty lines part paragraphs, "- " makes a list, " | " a table, "# " a heading. */
    static String html(String template, String subject, String text, List<String> quote) {
        var body = Stream.of(text.split("\n\n+", -1)).map(Prose::block).collect(Collectors.joining("\n"));
        var cited = quote.isEmpty()
                ? ""
                : "\n<blockquote>" + quote.stream().map(Prose::escaped).collect(Collectors.joining("<br>\n"))
                        + "</blockquote>";
        return template.replace("${subject}", escaped(subject)).replace("${body}", body + cited);
    }

    private static String block(String paragraph) {
        var lines = paragraph.lines().map(Prose::escaped).toList();
        if (lines.stream().allMatch(line -> line.startsWith("- "))) {
            return lines.stream()
                    .map(line -> "<li>" + line.substring(2) + "</li>")
                    .collect(Collectors.joining("", "<ul>", "</ul>"));
        }
        if (lines.stream().allMatch(line -> line.contains(" | "))) {
            return lines.stream()
                    .map(Prose::row)
                    .collect(Collectors.joining(
                            "", "<table style=\"width:100%;border-collapse:collapse\">", "</table>"));
        }
        if (lines.getFirst().startsWith("# ")) {
            return "<h2 style=\"font-size:18px\">" + lines.getFirst().substring(2) + "</h2>";
        }
        return "<p style=\"margin:0 0 16px\">" + String.join("<br>\n", lines) + "</p>";
    }

    private static String row(String line) {
        return Stream.of(line.split(" \\| ", -1))
                .map(cell -> "<td style=\"padding:6px 0;border-bottom:1px solid #dddddd\">" + cell + "</td>")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
