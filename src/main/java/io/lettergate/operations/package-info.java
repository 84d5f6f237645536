/** Long work with progress that survives a restart: of several nodes one does it, and whoever asked can end it. */
@ApplicationModule(allowedDependencies = {"mail", "accounts"})
@NullMarked
package io.lettergate.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
