/** Submits outgoing messages (RFC 6409). */
@ApplicationModule(allowedDependencies = {"mail", "mime", "net", "accounts", "sending"})
@NullMarked
package io.lettergate.smtp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
