/** The one way out of the process: resolves, connects, encrypts, and bounds what a server may answer. */
@ApplicationModule(allowedDependencies = {"mail"})
@NullMarked
package io.lettergate.net;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
