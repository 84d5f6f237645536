/** Mail as files that other programs read: mbox, or one file for each message. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "mailbox", "operations", "operations :: spi"})
@NullMarked
package io.lettergate.exporting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
