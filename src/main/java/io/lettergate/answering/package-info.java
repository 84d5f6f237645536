/** Answers to what messages ask for: receipts, leaving a list; and the words that somebody answers with often. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "mime",
            "net",
            "accounts",
            "mailbox",
            "reading",
            "sending",
            "sending :: outbox",
            "sending :: identities"
        })
@NullMarked
package io.lettergate.answering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
