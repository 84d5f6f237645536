/** Proves who is calling: sign-in, sessions, API tokens. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "accounts :: vault"})
@NullMarked
package io.lettergate.auth;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
