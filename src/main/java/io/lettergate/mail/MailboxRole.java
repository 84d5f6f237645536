package io.lettergate.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a mailbox is for (RFC 6154, RFC 8621 §2). */
public enum MailboxRole {
    INBOX,
    FLAGGED,
    DRAFTS,
    SENT,
    ARCHIVE,
    ALL,
    JUNK,
    TRASH;

    /** The role as JSON, URLs and style sheets spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<MailboxRole> of(String word) {
        return Arrays.stream(values())
                .filter(role -> role.name().equalsIgnoreCase(word))
                .findFirst();
    }
}
