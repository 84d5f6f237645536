package io.lettergate.safehtml;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Escapes a line of text and makes its web and mail addresses links. */
final class Links {

    private static final List<String> SCHEMES = List.of("https://", "http://", "mailto:");
    private static final String WWW = "www.";
    private static final int LONGEST = 2_000;
    private static final int LONGEST_NAME = 63;
    private static final String TRAILING = ".,;:!?'\"*_~|…»”’";

    private Links() {}

    static void append(String line, StringBuilder markup) {
        int at = 0;
        while (at < line.length()) {
            int scheme = isStartOfWord(line, at) ? startAt(line, at) : 0;
            int runEnd = scheme == 0 ? at + 1 : endOfAddress(line, at);
            int end = scheme == 0 ? at : trimmed(line, at, runEnd);
            if (end - at > scheme && end - at <= LONGEST && leads(line.substring(at, end), markup)) {
                at = end;
            } else {
                escape(line, at, runEnd, markup);
                at = runEnd;
            }
        }
    }

    /**
     * Makes it a link, if it leads anywhere. What the words do not tell of that is its title; where they say something
     * else, the host is told behind.
     */
    private static boolean leads(String words, StringBuilder markup) {
        var address = isWww(words, 0) ? "https://" + words : words;
        var target = Targets.plain(address);
        if (target.isEmpty()) {
            return false;
        }
        markup.append("<a href=\"");
        escape(target, markup);
        markup.append('"');
        untold(words, address).ifPresent(untold -> {
            markup.append(" title=\"");
            escape(untold, markup);
            markup.append('"');
        });
        markup.append(" rel=\"noopener noreferrer nofollow\" target=\"_blank\">");
        escape(words, markup);
        Targets.host(target)
                .filter(host -> !target.equals(address) || Targets.deceives(words, host))
                .ifPresent(host -> escape(" [" + host + "]", markup));
        markup.append("</a>");
        return true;
    }

    /** What the words do not tell of where they lead: the scheme that we chose, or letters that look like others. */
    private static Optional<String> untold(String words, String address) {
        return Targets.host(address)
                .filter(host -> !words.equals(address)
                        || !words.toLowerCase(Locale.ROOT).contains(host))
                .map(host -> words.equals(address) ? host : "https://" + host);
    }

    /** No word goes on here, and no address or host that began before. */
    private static boolean isStartOfWord(String line, int at) {
        return at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1));
    }

    /** How much of an address is known by its start; 0 where none begins here. */
    private static int startAt(String line, int at) {
        int scheme = schemeAt(line, at);
        boolean goesOn = at > 0 && "@.-_/".indexOf(line.charAt(at - 1)) >= 0;
        return scheme > 0 || goesOn || !isWww(line, at) ? scheme : WWW.length();
    }

    /** Whether a host begins here as people write it: www, a name and what it ends in. */
    private static boolean isWww(String line, int at) {
        if (!line.regionMatches(true, at, WWW, 0, WWW.length())) {
            return false;
        }
        int start = at + WWW.length();
        int dot = start;
        while (dot < line.length() && dot - start < LONGEST_NAME && isOfName(line.charAt(dot))) {
            dot++;
        }
        return dot > start
                && dot + 1 < line.length()
                && line.charAt(dot) == '.'
                && Character.isLetter(line.charAt(dot + 1));
    }

    private static boolean isOfName(char c) {
        return c == '-' || Character.isLetterOrDigit(c);
    }

    /** The length of the scheme that begins here, or 0. */
    private static int schemeAt(String line, int at) {
        for (var scheme : SCHEMES) {
            if (line.regionMatches(true, at, scheme, 0, scheme.length())) {
                return scheme.length();
            }
        }
        return 0;
    }

    private static int endOfAddress(String line, int from) {
        int end = from;
        while (end < line.length() && isOfAddress(line.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfAddress(char c) {
        return c > ' '
                && "<>\"`{}\\^".indexOf(c) < 0
                && !Character.isWhitespace(c)
                && !Character.isSpaceChar(c)
                && !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && Character.getType(c) != Character.FORMAT;
    }

    /** Without the punctuation of the sentence around it, and without a bracket that was opened before it. */
    private static int trimmed(String line, int start, int runEnd) {
        int round = surplus(line, start, runEnd, '(', ')');
        int square = surplus(line, start, runEnd, '[', ']');
        int end = runEnd;
        while (end > start) {
            char last = line.charAt(end - 1);
            if (last == ')' && round > 0) {
                round--;
            } else if (last == ']' && square > 0) {
                square--;
            } else if (TRAILING.indexOf(last) < 0) {
                return end;
            }
            end--;
        }
        return end;
    }

    private static int surplus(String line, int start, int end, char open, char close) {
        int surplus = 0;
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            surplus += c == close ? 1 : c == open ? -1 : 0;
        }
        return surplus;
    }

    static void escape(String text, StringBuilder markup) {
        escape(text, 0, text.length(), markup);
    }

    private static void escape(String text, int from, int to, StringBuilder markup) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> markup.append("&amp;");
                case '<' -> markup.append("&lt;");
                case '>' -> markup.append("&gt;");
                case '"' -> markup.append("&#34;");
                case '\'' -> markup.append("&#39;");
                default -> {
                    if (c == '\t' || !Character.isISOControl(c)) {
                        markup.append(c);
                    }
                }
            }
        }
    }
}
