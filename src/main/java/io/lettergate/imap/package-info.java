/** Serves an account by proxying its IMAP session. */
@ApplicationModule(
        allowedDependencies = {"mail", "mime", "net", "sasl", "accounts", "accounts :: spi", "mailbox", "mailbox :: spi"
        })
@NullMarked
package io.lettergate.imap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
