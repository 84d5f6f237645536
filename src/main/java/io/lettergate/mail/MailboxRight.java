package io.lettergate.mail;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What somebody may do with a mailbox (RFC 4314 §2.1). */
public enum MailboxRight {
    LOOKUP('l'),
    READ('r'),
    SEEN('s'),
    WRITE('w'),
    INSERT('i'),
    POST('p'),
    CREATE('k'),
    DELETE_MAILBOX('x'),
    DELETE_MESSAGES('t'),
    EXPUNGE('e'),
    ADMINISTER('a');

    private final char letter;

    MailboxRight(char letter) {
        this.letter = letter;
    }

    /** As IMAP spells it. */
    public char letter() {
        return letter;
    }

    /** As JSON spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The right that JSON spells like this.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static MailboxRight of(String word) {
        return Arrays.stream(values())
                .filter(right -> right.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no such right"));
    }

    /** The rights that these letters stand for; the two of RFC 2086 count for those that came after them. */
    public static Set<MailboxRight> ofLetters(String letters) {
        var rights = EnumSet.noneOf(MailboxRight.class);
        var all = letters.replace("c", "kx").replace("d", "xte");
        Arrays.stream(values()).filter(right -> all.indexOf(right.letter) >= 0).forEach(rights::add);
        return Set.copyOf(rights);
    }
}
