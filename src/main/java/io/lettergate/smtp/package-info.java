/** Submits outgoing messages (RFC 6409). */
@ApplicationModule(
        allowedDependencies = {"mail", "net", "sasl", "accounts", "accounts :: spi", "sending", "sending :: spi"})
@NullMarked
package io.lettergate.smtp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
