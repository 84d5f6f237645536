package io.lettergate.mime;

import java.util.Locale;

/** Takes the commands out of text/enriched and text/richtext, in one pass (RFC 1896). */
final class EnrichedText {

    private static final int LONGEST_COMMAND = 62;

    private final String source;
    private final StringBuilder plain = new StringBuilder();
    private int unfilled;
    private int hidden;
    private int at;

    private EnrichedText(String source) {
        this.source = source;
    }

    /** The words in plain text. */
    static String toPlain(String enriched) {
        return new EnrichedText(enriched.replace("\r\n", "\n").replace('\r', '\n')).read();
    }

    private String read() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '<') {
                command();
            } else if (c == '\n' && unfilled == 0) {
                lineEnds();
            } else {
                put(c);
                at++;
            }
        }
        return plain.toString();
    }

    private void command() {
        if (source.startsWith("<<", at)) {
            put('<');
            at += 2;
            return;
        }
        int end = source.indexOf('>', at, Math.min(source.length(), at + LONGEST_COMMAND + 1));
        if (end < 0) {
            put('<');
            at++;
            return;
        }
        obey(source.substring(at + 1, end).toLowerCase(Locale.ROOT));
        at = end + 1;
    }

    private void obey(String command) {
        switch (command) {
            case "nofill" -> unfilled++;
            case "/nofill" -> unfilled = Math.max(0, unfilled - 1);
            case "param", "comment" -> hidden++;
            case "/param", "/comment" -> hidden = Math.max(0, hidden - 1);
            case "nl", "/paragraph", "np" -> put('\n');
            case "lt" -> put('<');
            default -> {}
        }
    }

    /** One line end is a space; of more, each but the first is a line end. */
    private void lineEnds() {
        int from = at;
        while (at < source.length() && source.charAt(at) == '\n') {
            at++;
        }
        if (at - from == 1) {
            put(' ');
        }
        for (int i = 1; i < at - from; i++) {
            put('\n');
        }
    }

    private void put(char c) {
        if (hidden == 0) {
            plain.append(c);
        }
    }
}
