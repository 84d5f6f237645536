package io.lettergate.net;

/** How a protocol asks for TLS on a connection that began in plain text. */
public enum Upgrade {
    /** STARTTLS of RFC 9051 §6.2.1. */
    IMAP("a STARTTLS\r\n", "a OK"),
    /** STLS of RFC 2595 §4. */
    POP3("STLS\r\n", "+OK");

    private final String command;
    private final String agreed;

    Upgrade(String command, String agreed) {
        this.command = command;
        this.agreed = agreed;
    }

    String command() {
        return command;
    }

    boolean isAgreed(String line) {
        return line.regionMatches(true, 0, agreed, 0, agreed.length());
    }

    /** Whether a line may stand before the answer: IMAP servers may say something else first. */
    boolean isBeforeAnswer(String line) {
        return this == IMAP && line.startsWith("* ") && !line.regionMatches(true, 2, "BYE", 0, 3);
    }

    /** Whether the server says that we are signed in already, which nobody can have agreed to in plain text. */
    boolean isPreauthenticated(String greeting) {
        return this == IMAP && greeting.regionMatches(true, 0, "* PREAUTH", 0, 9);
    }
}
