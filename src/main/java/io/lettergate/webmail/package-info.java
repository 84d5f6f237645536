/** The server-rendered webmail pages. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "mime",
            "safehtml",
            "accounts",
            "auth",
            "oauth",
            "reading",
            "auth :: tokens",
            "audit",
            "auth :: factors",
            "auth :: sessions",
            "mailbox",
            "sending",
            "sending :: beginnings",
            "sending :: drafts",
            "sending :: uploads",
            "sending :: identities",
            "sending :: outbox",
            "answering",
            "remote",
            "search",
            "events",
            "archiving",
            "collecting",
            "operations",
            "moving",
            "exporting",
            "removing"
        })
@NullMarked
package io.lettergate.webmail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
