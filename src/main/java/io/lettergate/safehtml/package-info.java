/** Untrusted HTML to HTML that is safe to show. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.lettergate.safehtml;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
