/** Removes accounts from here, and says what becomes of the copies that lie here; no mail server is asked for anything. */
@ApplicationModule(allowedDependencies = {"mail", "accounts", "operations", "exporting"})
@NullMarked
package io.lettergate.removing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
