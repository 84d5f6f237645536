package io.lettergate.safehtml;

import java.util.List;

/** Tells words from what was laid out with spaces: patches, tables and drawings, which need letters of one width. */
final class Laid {

    private static final int WIDE_GAP = 3;
    private static final int DEEP_INDENT = 4;

    private boolean inPatch;

    /** After a change of the voice that speaks, nothing is left of a patch. */
    void forget() {
        inPatch = false;
    }

    /** Whether some lines that stand together need letters of one width. */
    boolean isLaidOut(List<String> lines) {
        inPatch = lines.stream().anyMatch(Laid::beginsPatch)
                || (inPatch && lines.stream().allMatch(Laid::mayBeOfPatch));
        return inPatch || isTable(lines) || lines.stream().allMatch(line -> indent(line) >= DEEP_INDENT);
    }

    private static boolean beginsPatch(String line) {
        return line.startsWith("diff --git ") || (line.startsWith("@@ -") && line.indexOf(" @@") > 0);
    }

    private static boolean mayBeOfPatch(String line) {
        return line.isEmpty() || " +-@\\".indexOf(line.charAt(0)) >= 0;
    }

    private static boolean isTable(List<String> lines) {
        long drawn = lines.stream().filter(Laid::isDrawn).count();
        return drawn >= 2 && drawn * 2 >= lines.size();
    }

    /** A line of a table or of a drawing: a wide gap between words, or strokes at its start or within. */
    private static boolean isDrawn(String line) {
        return line.startsWith("|") || line.startsWith("+-") || hasStroke(line) || hasGap(line);
    }

    private static boolean hasStroke(String line) {
        return line.chars().anyMatch(letter -> letter >= 0x2500 && letter <= 0x259F);
    }

    private static boolean hasGap(String line) {
        int gap = 0;
        boolean begun = false;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == ' ' || letter == '\t') {
                gap += letter == '\t' ? WIDE_GAP : 1;
            } else if (begun && gap >= WIDE_GAP) {
                return true;
            } else {
                begun = true;
                gap = 0;
            }
        }
        return false;
    }

    private static int indent(String line) {
        int indent = 0;
        for (int at = 0; at < line.length(); at++) {
            if (line.charAt(at) == '\t') {
                indent += DEEP_INDENT;
            } else if (line.charAt(at) == ' ') {
                indent++;
            } else {
                return indent;
            }
        }
        return 0;
    }
}
