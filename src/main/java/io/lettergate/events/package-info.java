/** Tells listeners that a mailbox changed: server-sent events and webhooks. */
@ApplicationModule(
        allowedDependencies = {"mail", "accounts", "mailbox", "mailbox :: spi", "collecting", "operations", "sending"})
@NullMarked
package io.lettergate.events;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
