/** Keeps mailboxes from filling up: moves old mail to Archive by year, and says what takes the space. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "mailbox"})
@NullMarked
package io.lettergate.archiving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
