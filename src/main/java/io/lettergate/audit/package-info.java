/** Keeps who did what, and from where: sign-ins, tokens, changes of accounts, deletions. Hears of it from the others. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "accounts",
            "auth",
            "auth :: tokens",
            "mailbox",
            "collecting",
            "operations",
            "exporting",
            "sending"
        })
@NullMarked
package io.lettergate.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
