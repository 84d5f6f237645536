package io.lettergate.mime;

import io.lettergate.mail.Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the addresses of a field, however badly written, in one pass (RFC 5322 §3.4). A quote, comment or bracket that
 * never ends is taken for an ordinary character.
 */
final class AddressList {

    static final int MOST = 500;

    private final String source;
    private final List<Address> addresses = new ArrayList<>();
    private final StringBuilder phrase = new StringBuilder();
    private final StringBuilder literal = new StringBuilder();
    private final StringBuilder comment = new StringBuilder();
    private final StringBuilder angle = new StringBuilder();
    private boolean hasAngle;
    private boolean quotesEnd = true;
    private boolean commentsEnd = true;
    private int at;

    private AddressList(String source) {
        this.source = source;
    }

    static List<Address> of(String field) {
        return new AddressList(field).read();
    }

    private List<Address> read() {
        while (at < source.length() && addresses.size() < MOST) {
            char c = source.charAt(at);
            switch (c) {
                case '"' -> quoted();
                case '(' -> comment();
                case '<' -> angle();
                case ',', ';' -> next();
                case ':' -> groupName();
                case '=' -> encodedWord();
                default -> plain(c);
            }
        }
        if (addresses.size() < MOST) {
            next();
        }
        return addresses;
    }

    private void plain(char c) {
        phrase.append(c);
        literal.append(c);
        at++;
    }

    private void encodedWord() {
        int end = EncodedWords.endOfWord(source, at);
        if (end < 0) {
            plain('=');
        } else {
            phrase.append(source, at, end);
            literal.append(source, at, end);
            at = end;
        }
    }

    /** A group is no person: its name is dropped, its members stay (RFC 5322 §3.4). */
    private void groupName() {
        if (literal.indexOf("@") >= 0 || hasAngle) {
            plain(':');
        } else {
            phrase.setLength(0);
            literal.setLength(0);
            at++;
        }
    }

    private void quoted() {
        int end = quotesEnd ? endOfQuote() : -1;
        if (end < 0) {
            quotesEnd = false;
            plain('"');
            return;
        }
        for (int i = at + 1; i < end; i++) {
            if (source.charAt(i) == '\\' && i + 1 < end) {
                i++;
            }
            phrase.append(source.charAt(i));
        }
        literal.append(source, at, end + 1);
        at = end + 1;
    }

    private int endOfQuote() {
        for (int i = at + 1; i < source.length(); i++) {
            if (source.charAt(i) == '"') {
                return i;
            }
            if (source.charAt(i) == '\\') {
                i++;
            }
        }
        return -1;
    }

    private void comment() {
        int end = commentsEnd ? endOfComment() : -1;
        if (end < 0) {
            commentsEnd = false;
            plain('(');
            return;
        }
        comment.append(comment.isEmpty() ? "" : " ").append(source, at + 1, end);
        at = end + 1;
    }

    private int endOfComment() {
        int depth = 0;
        for (int i = at; i < source.length(); i++) {
            char c = source.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** What stands in brackets; a comma after an address ends it too, unless it is a route (RFC 5322 §4.4). */
    private void angle() {
        angle.setLength(0);
        hasAngle = true;
        at++;
        while (at < source.length() && source.charAt(at) != '>') {
            char c = source.charAt(at);
            boolean ends = (c == ',' || c == ';') && angle.indexOf("@") > 0;
            if (ends) {
                return;
            }
            if (c != '<') {
                angle.append(c);
            }
            at++;
        }
        at++;
    }

    private void next() {
        var name = words(phrase);
        if (hasAngle) {
            add(name.isEmpty() ? words(comment) : name, withoutRoute(angle.toString()));
        } else if (literal.indexOf("@") >= 0) {
            bare(literal.toString());
        } else if (name.indexOf(' ') < 0
                && !name.isEmpty()
                && !literal.toString().contains("=?")) {
            add(words(comment), name);
        } else {
            add(name, "");
        }
        phrase.setLength(0);
        literal.setLength(0);
        comment.setLength(0);
        angle.setLength(0);
        hasAngle = false;
        at++;
    }

    /** An address without brackets; words beside it are its name. */
    private void bare(String text) {
        int sign = text.lastIndexOf('@');
        int start = sign;
        boolean quoted = false;
        while (start > 0 && (quoted || !Character.isWhitespace(text.charAt(start - 1)))) {
            quoted ^= text.charAt(--start) == '"';
        }
        int end = sign;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        var beside = words(text.substring(0, start).replace("\"", "") + " " + text.substring(end));
        add(beside.isEmpty() ? words(comment) : beside, text.substring(start, end));
    }

    private void add(String name, String email) {
        var plain = OneLine.of(email);
        var address = plain.indexOf('@') < 0 || plain.indexOf('"') >= 0 ? plain : plain.replace(" ", "");
        if (!name.isEmpty() || !address.isEmpty()) {
            addresses.add(new Address(name.isEmpty() || name.equals(address) ? null : name, address));
        }
    }

    private static String withoutRoute(String address) {
        return address.startsWith("@") ? address.substring(address.lastIndexOf(':') + 1) : address;
    }

    private static String words(CharSequence text) {
        return OneLine.of(EncodedWords.decode(text.toString()));
    }
}
