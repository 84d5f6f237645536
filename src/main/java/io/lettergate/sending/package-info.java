/** Drafts, identities and the outbox. */
@ApplicationModule(allowedDependencies = {"mail", "mime", "safehtml", "accounts", "accounts :: vault", "mailbox"})
@NullMarked
package io.lettergate.sending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
