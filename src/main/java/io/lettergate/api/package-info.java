/** The REST API, version 1. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "mime",
            "safehtml",
            "accounts",
            "auth",
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
            "reading",
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
package io.lettergate.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
