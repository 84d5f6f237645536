package io.lettergate.mail;

/** The name of a mailbox as its server knows it, decoded to Unicode, with its hierarchy (RFC 9051 §5.1). */
public record MailboxName(String value) {

    public static final MailboxName INBOX = new MailboxName("INBOX");

    public MailboxName {
        if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A mailbox name is not empty and has no control characters");
        }
        if (value.equalsIgnoreCase("INBOX")) {
            value = "INBOX";
        }
    }

    public boolean isInbox() {
        return value.equals("INBOX");
    }

    @Override
    public String toString() {
        return value;
    }
}
