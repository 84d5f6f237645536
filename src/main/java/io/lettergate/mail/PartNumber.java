package io.lettergate.mail;

import java.util.regex.Pattern;

/** Where a part stands in its message, as in "1.2.3" (RFC 9051 §6.4.5). */
public record PartNumber(String value) {

    private static final Pattern ALLOWED = Pattern.compile("[1-9][0-9]{0,5}(\\.[1-9][0-9]{0,5}){0,99}");

    public PartNumber {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException("A part number looks like 1.2.3");
        }
    }

    public static boolean allows(String value) {
        return ALLOWED.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
