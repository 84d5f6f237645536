/**
 * Collecting a copy of mail from servers that only hand it out: the ledger of what lies there, and the keep-on-server
 * window that says how long.
 */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "mailbox"})
@NullMarked
package io.lettergate.collecting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
