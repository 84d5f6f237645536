/** Serves an account by polling POP3 into the local store, with the keep-on-server window. */
@ApplicationModule(
        allowedDependencies = {
            "mail",
            "mime",
            "net",
            "sasl",
            "accounts",
            "accounts :: spi",
            "mailbox",
            "mailbox :: spi",
            "collecting",
            "collecting :: spi",
            "store"
        })
@NullMarked
package io.lettergate.pop3;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
