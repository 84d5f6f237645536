/** Second factors: the codes of an authenticator app, recovery codes and passkeys. */
@NamedInterface("factors")
@NullMarked
package io.lettergate.auth.factors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
