/** Takes mail along: copies it from one account to another, and moves a POP3 account over to IMAP. */
@ApplicationModule(
        allowedDependencies = {"mail", "accounts", "mailbox", "collecting", "operations", "operations :: spi"})
@NullMarked
package io.lettergate.moving;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
