/** The local message store that POP3 accounts live in (embedded database or PostgreSQL, plus message files). */
@ApplicationModule(allowedDependencies = {"mail", "mime", "accounts", "mailbox", "mailbox :: spi", "collecting :: spi"})
@NullMarked
package io.lettergate.store;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
