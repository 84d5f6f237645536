package io.lettergate.collecting;

import io.lettergate.accounts.Account;
import java.util.Locale;

/** What certain servers do that others do not. */
final class Servers {

    private Servers() {}

    /** Gmail lists what it has handed out no more, unless the user's name begins with "recent:". */
    static boolean hidesCollected(Account account) {
        var host = account.incoming().host().toLowerCase(Locale.ROOT);
        var isGmail = host.endsWith(".gmail.com") || host.endsWith(".googlemail.com");
        return isGmail && !account.userName().startsWith("recent:");
    }
}
