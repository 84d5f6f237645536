package io.lettergate.auth.factors;

/** What a person calls a passkey. */
public record PasskeyName(String value) {

    static final int LONGEST = 80;

    public PasskeyName {
        value = clean(value);
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("The name of a passkey has between 1 and " + LONGEST + " characters.");
        }
    }

    static String clean(String typed) {
        return typed.replaceAll("\\p{Cntrl}", "").strip();
    }
}
