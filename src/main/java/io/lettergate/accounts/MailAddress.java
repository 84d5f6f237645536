package io.lettergate.accounts;

import io.lettergate.mail.MailFailure;
import java.util.Locale;

/** A whole mail address in lower case, as accounts are known by. */
record MailAddress(String value) {

    private static final int LONGEST = 320;

    /**
     * Takes what somebody typed.
     *
     * @throws MailFailure.AddressInvalid if that is none
     */
    static MailAddress of(String typed) {
        var value = typed.strip().toLowerCase(Locale.ROOT);
        var at = value.lastIndexOf('@');
        var clean = value.chars().noneMatch(c -> c <= 0x20 || c == 0x7F);
        if (at < 1 || at == value.length() - 1 || !clean || value.length() > LONGEST) {
            throw new MailFailure.AddressInvalid();
        }
        return new MailAddress(value);
    }

    String domain() {
        return value.substring(value.lastIndexOf('@') + 1);
    }

    String localPart() {
        return value.substring(0, value.lastIndexOf('@'));
    }
}
