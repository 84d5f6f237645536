/** Message bytes to parts and back (RFC 5322, MIME). */
@ApplicationModule(allowedDependencies = {"mail"})
@NullMarked
package io.lettergate.mime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
