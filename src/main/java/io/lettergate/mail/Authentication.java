package io.lettergate.mail;

import java.util.Locale;

/** How people prove to a mail server who they are, as far as providers publish it. */
public enum Authentication {
    /** The password itself. */
    PASSWORD,
    /** A proof that one knows the password. */
    ENCRYPTED_PASSWORD,
    /** A token that the provider gives (RFC 7628). */
    OAUTH2,
    /** Something that Lettergate does not speak. */
    OTHER;

    /** Reads the words of Mozilla's autoconfig format. */
    public static Authentication published(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "password-cleartext", "plain" -> PASSWORD;
            case "password-encrypted", "secure" -> ENCRYPTED_PASSWORD;
            case "oauth2" -> OAUTH2;
            default -> OTHER;
        };
    }

    /** Whether a password is of use. */
    public boolean takesPassword() {
        return this == PASSWORD || this == ENCRYPTED_PASSWORD;
    }
}
