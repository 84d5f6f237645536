package io.lettergate.pop3;

import java.util.Locale;

/** Why a server refused, in a word for programs (RFC 2449 §8, RFC 3206, RFC 6856 §5). */
enum Code {
    /** Another session holds the maildrop. */
    IN_USE,
    /** The last sign-in was too short a time ago. */
    LOGIN_DELAY,
    /** The server has a trouble that passes. */
    SYS_TEMP,
    /** The server has a trouble that somebody has to end. */
    SYS_PERM,
    /** The name or the password is wrong, or may not do this. */
    AUTH,
    /** It concerns mail in UTF-8, which we do not ask for. */
    UTF8,
    /** A code we do not know. */
    OTHER;

    static Code of(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "IN-USE" -> IN_USE;
            case "LOGIN-DELAY" -> LOGIN_DELAY;
            case "SYS/TEMP" -> SYS_TEMP;
            case "SYS/PERM" -> SYS_PERM;
            case "AUTH" -> AUTH;
            case "UTF8" -> UTF8;
            default -> OTHER;
        };
    }
}
