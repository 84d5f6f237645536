package io.lettergate.webmail.collecting;

import io.lettergate.collecting.Look;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks as a table that other programs read (RFC 4180). */
final class LookTable {

    private static final String END = "\r\n";
    private static final String NAMES = "started,ended,state,new,copied,octets,removed,problem";

    private LookTable() {}

    static String of(List<Look> looks) {
        return looks.stream().map(LookTable::line).collect(Collectors.joining(END, NAMES + END, END));
    }

    private static String line(Look look) {
        return Stream.of(
                        look.startedAt(),
                        look.endedAt() == null ? "" : look.endedAt(),
                        look.state().name(),
                        look.found(),
                        look.collected(),
                        look.collectedOctets(),
                        look.removed(),
                        look.problem() == null ? "" : look.problem())
                .map(value -> quoted(String.valueOf(value)))
                .collect(Collectors.joining(","));
    }

    /** A server's words may begin as a formula does; a space before keeps a spreadsheet from working it out. */
    private static String quoted(String value) {
        var plain = value.matches("(?s)[=+\\-@\\t\\r].*") ? " " + value : value;
        return "\"" + plain.replace("\"", "\"\"") + "\"";
    }
}
