package io.lettergate.net;

/** How a protocol asks for TLS on a connection that began in plain text. */
public enum Upgrade {
    /** STARTTLS of RFC 9051 §6.2.1. */
    IMAP(Purpose.IMAP, "a STARTTLS\r\n", "a OK"),
    /** STLS of RFC 2595 §4. */
    POP3(Purpose.POP3, "STLS\r\n", "+OK"),
    /** STARTTLS of RFC 3207, for handing in mail. */
    SMTP(Purpose.SUBMISSION, "STARTTLS\r\n", "220 ");

    private static final String HELLO = "EHLO [127.0.0.1]\r\n";

    private final Purpose purpose;
    private final String command;
    private final String agreed;

    Upgrade(Purpose purpose, String command, String agreed) {
        this.purpose = purpose;
        this.command = command;
        this.agreed = agreed;
    }

    Purpose purpose() {
        return purpose;
    }

    /** What has to be said before the command; empty where nothing has. It tells nobody who we are. */
    String hello() {
        return this == SMTP ? HELLO : "";
    }

    String command() {
        return command;
    }

    boolean isAgreed(String line) {
        return line.regionMatches(true, 0, agreed, 0, agreed.length());
    }

    /** Whether more of the same follows (RFC 5321 §4.2.1). */
    boolean isContinued(String line) {
        return this == SMTP && line.length() > 3 && line.charAt(3) == '-';
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
