package io.lettergate.mime.tnef;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The words of an RTF text, or the HTML that it carries, in one pass (MS-OXRTFEX). */
final class RtfWords {

    private static final int DEEPEST = 200;
    private static final int LONGEST_WORD = 32;
    private static final Set<String> UNSEEN = Set.of(
            "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "themedata", "xmlnstbl");

    /** What was found. */
    record Found(String words, boolean isHtml) {}

    /** How far a group goes. */
    private record Group(boolean isHidden, boolean isMarkup, int skippedAfterUnicode) {}

    private final String rtf;
    private final Charset charset;
    private final StringBuilder words = new StringBuilder();
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final Deque<Group> groups = new ArrayDeque<>();
    private Group group = new Group(false, false, 1);
    private boolean isHtml;
    private boolean isOnlyRtf;
    private boolean isStarred;
    private int skip;
    private int at;

    private RtfWords(byte[] rtf, Charset charset) {
        this.rtf = new String(rtf, StandardCharsets.ISO_8859_1);
        this.charset = charset;
    }

    static Found of(byte[] rtf, Charset charset) {
        var reader = new RtfWords(rtf, charset);
        reader.read();
        return new Found(reader.words.toString(), reader.isHtml);
    }

    private void read() {
        while (at < rtf.length()) {
            char c = rtf.charAt(at++);
            switch (c) {
                case '{' -> open();
                case '}' -> close();
                case '\\' -> command();
                case '\r', '\n' -> {}
                default -> octet(c);
            }
        }
        flush();
    }

    private void open() {
        flush();
        if (groups.size() < DEEPEST) {
            groups.push(group);
        }
        isStarred = false;
    }

    private void close() {
        flush();
        if (!groups.isEmpty()) {
            group = groups.pop();
        }
    }

    private void command() {
        if (at >= rtf.length()) {
            return;
        }
        char c = rtf.charAt(at);
        if (!Character.isLetter(c) || c > 'z') {
            at++;
            symbol(c);
            return;
        }
        int from = at;
        while (at < rtf.length()
                && at - from < LONGEST_WORD
                && rtf.charAt(at) <= 'z'
                && Character.isLetter(rtf.charAt(at))) {
            at++;
        }
        var word = rtf.substring(from, at);
        int number = number();
        if (at < rtf.length() && rtf.charAt(at) == ' ') {
            at++;
        }
        obey(word, number);
    }

    /** The number behind a word; -1 where there is none. */
    private int number() {
        int from = at;
        if (at < rtf.length() && rtf.charAt(at) == '-') {
            at++;
        }
        while (at < rtf.length() && at - from < 9 && rtf.charAt(at) >= '0' && rtf.charAt(at) <= '9') {
            at++;
        }
        var digits = rtf.substring(from, at);
        return digits.isEmpty() || digits.equals("-") ? -1 : Integer.parseInt(digits);
    }

    private void symbol(char c) {
        switch (c) {
            case '\'' -> {
                int high = at + 1 < rtf.length() ? Character.digit(rtf.charAt(at), 16) : -1;
                int low = high < 0 ? -1 : Character.digit(rtf.charAt(at + 1), 16);
                if (low >= 0) {
                    at += 2;
                    octet((char) (high * 16 + low));
                }
            }
            case '*' -> isStarred = true;
            case '~' -> put(" ");
            case '{', '}', '\\' -> octet(c);
            default -> {}
        }
    }

    private void obey(String word, int number) {
        switch (word) {
            case "fromhtml" -> isHtml = true;
            case "htmlrtf" -> isOnlyRtf = number != 0;
            case "htmltag" -> group = new Group(false, true, group.skippedAfterUnicode());
            case "par", "line" -> put(group.isMarkup() ? "\r\n" : "\n");
            case "tab" -> put("\t");
            case "u" -> {
                put(character(number < -1 ? number + 0x10000 : Math.max(number, 0)));
                skip = group.skippedAfterUnicode();
            }
            case "uc" -> group = new Group(group.isHidden(), group.isMarkup(), Math.clamp(number, 0, 4));
            case "emdash" -> put("\u2014");
            case "endash" -> put("\u2013");
            case "lquote" -> put("\u2018");
            case "rquote" -> put("\u2019");
            case "ldblquote" -> put("\u201C");
            case "rdblquote" -> put("\u201D");
            case "bullet" -> put("\u2022");
            default -> {
                if (isStarred || UNSEEN.contains(word)) {
                    group = new Group(true, false, group.skippedAfterUnicode());
                }
            }
        }
        isStarred = false;
    }

    private static String character(int number) {
        return Character.isValidCodePoint(number) ? Character.toString(number) : "\uFFFD";
    }

    private void octet(char c) {
        if (skip > 0) {
            skip--;
        } else if (isShown()) {
            octets.write(c);
        }
    }

    private void put(String text) {
        flush();
        if (isShown()) {
            words.append(text);
        }
    }

    private boolean isShown() {
        return !group.isHidden() && !(isHtml && isOnlyRtf && !group.isMarkup());
    }

    private void flush() {
        if (octets.size() > 0) {
            words.append(octets.toString(charset));
            octets.reset();
        }
    }
}
