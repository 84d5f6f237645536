/** What operators see and change. */
@ApplicationModule(allowedDependencies = {"accounts", "auth", "mailbox", "events"})
@NullMarked
package io.lettergate.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
