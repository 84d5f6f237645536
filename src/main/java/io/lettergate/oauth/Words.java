package io.lettergate.oauth;

import java.util.regex.Pattern;

/** What a provider says, as far as it may be shown: whatever it is, it came through the browser of somebody. */
final class Words {

    private static final Pattern CODE = Pattern.compile("[a-z_]{1,40}");

    private Words() {}

    /** An error's code (RFC 6749 §4.1.2.1). */
    static String code(String said) {
        return CODE.matcher(said).matches() ? said : "something that we do not understand";
    }
}
