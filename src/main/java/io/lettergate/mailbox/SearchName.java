package io.lettergate.mailbox;

import java.util.regex.Pattern;

/** What somebody calls a search, to be able to take it back. */
public record SearchName(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public SearchName {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("A search is named by up to 64 letters, digits, - and _");
        }
    }
}
