/** What a message brings besides words: reports, invitations, cards, signatures, and who it is really from. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "mime",
            "safehtml",
            "accounts",
            "mailbox",
            "sending",
            "sending :: outbox",
            "sending :: identities"
        })
@NullMarked
package io.lettergate.reading;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
