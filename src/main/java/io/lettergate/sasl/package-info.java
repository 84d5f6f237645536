/** How we prove to a mail server who somebody is (RFC 4422), whatever protocol it speaks. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.lettergate.sasl;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
