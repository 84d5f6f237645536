package io.lettergate.mail;

import java.util.Set;

/**
 * What somebody may do with a mailbox (RFC 4314 §1).
 *
 * @param who a user's name on the mail server, "anyone", or a group as that server spells it
 */
public record Grant(String who, Set<MailboxRight> rights) {

    private static final int LONGEST = 250;

    public Grant {
        if (who.isBlank() || who.length() > LONGEST || who.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A name is not empty, has no control characters, and is not that long");
        }
        rights = Set.copyOf(rights);
    }
}
